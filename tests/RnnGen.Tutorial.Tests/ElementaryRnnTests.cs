using Tutorials.Models;

namespace Tutorials;

/// <summary>S1 returns every output and every hidden state, the initial one included, as its equations say.</summary>
public class ElementaryRnnTests
{
    private const int Words = 4, Units = 8, Steps = 3;

    /// <summary>"A vocabulary of four words", of which the sequence has three.</summary>
    private static readonly float[] X = [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1];

    [Fact]
    public void Gives_outputs_and_hidden_states()
    {
        var model = new ElementaryRnn(7);
        var (y, states) = (new float[Steps * Words], new float[(Steps + 1) * Units]);
        model.Predict(X, y, states, model.CreateWorkspace());

        var (h, outputs) = ByEquations(model);
        Assert.Equal(new float[Units], states[..Units]);
        AssertClose(h, states);
        AssertClose(outputs, y);
    }

    /// <summary>Step by step they are in the state, before the first step as after every one.</summary>
    [Fact]
    public void A_stream_has_the_hidden_states_in_its_state()
    {
        var model = new ElementaryRnn(7);
        var (y, states) = (new float[Steps * Words], new float[(Steps + 1) * Units]);
        model.Predict(X, y, states, model.CreateWorkspace());

        var state = ElementaryRnn.InitialState();
        Assert.Equal(states[..Units], state.Rnn1H.ToArray());
        var output = new float[Words];
        for (var t = 0; t < Steps; t++)
        {
            model.Step(ref state, X.AsSpan(t * Words, Words), output);
            Assert.Equal(states[((t + 1) * Units)..((t + 2) * Units)], state.Rnn1H.ToArray());
            Assert.Equal(y[(t * Words)..((t + 1) * Words)], output);
        }
    }

    /// <summary>Who does not want the hidden states hands in nothing for them, as code for all models does.</summary>
    [Fact]
    public void Hidden_states_need_not_be_taken()
    {
        var model = new ElementaryRnn(7);
        float[] y = new float[Steps * Words], alone = new float[Steps * Words], general = new float[Steps * Words];
        model.Predict(X, y, new float[(Steps + 1) * Units], model.CreateWorkspace());
        model.Predict(X, alone, default, model.CreateWorkspace());
        ((IModel<float>)model).Predict(X, general, 1, model.CreateWorkspace());
        Assert.Equal(y, alone);
        Assert.Equal(y, general);
        Assert.Throws<ArgumentException>(() => model.Predict(X, y, new float[Steps * Units], model.CreateWorkspace()));
    }

    /// <summary>Training has them as well: of the last Forward, for as many steps as it had.</summary>
    [Fact]
    public void Training_has_the_hidden_states_of_the_last_Forward()
    {
        var model = new ElementaryRnn(7);
        var states = new float[(Steps + 1) * Units];
        model.Predict(X, new float[Steps * Words], states, model.CreateWorkspace());
        var workspace = model.CreateTrainingWorkspace(2, Steps);
        model.Forward([.. X, .. X], 2, workspace);
        Assert.Equal(states, workspace.Rnn1States[..states.Length].ToArray());
        Assert.Equal([.. states, .. states], workspace.Rnn1States.ToArray());
        model.Forward(X.AsSpan(0, 2 * Words), 1, workspace);
        Assert.Equal(states[..(3 * Units)], workspace.Rnn1States.ToArray());
    }

    /// <summary>h = tanh(W·h + W·x + b), y = W·h + b, in doubles.</summary>
    private static (double[] States, double[] Outputs) ByEquations(ElementaryRnn model)
    {
        var p = model.Parameters;
        float[] wx = [.. p["rnn1.weight_ih_l0"]], wh = [.. p["rnn1.weight_hh_l0"]], bh = [.. p["rnn1.bias_ih_l0"]], wy = [.. p["dense1.weight"]], by = [.. p["dense1.bias"]];
        var h = new double[Units];
        List<double> states = [.. h], outputs = [];
        for (var t = 0; t < Steps; t++)
        {
            var before = h;
            h = [.. Enumerable.Range(0, Units).Select(i => Math.Tanh(bh[i] + Enumerable.Range(0, Units).Sum(j => (double)wh[(i * Units) + j] * before[j]) + Enumerable.Range(0, Words).Sum(k => (double)wx[(i * Words) + k] * X[(t * Words) + k])))];
            states.AddRange(h);
            outputs.AddRange(Enumerable.Range(0, Words).Select(k => by[k] + Enumerable.Range(0, Units).Sum(i => (double)wy[(k * Units) + i] * h[i])));
        }

        return ([.. states], [.. outputs]);
    }

    /// <summary>Sums of at most 13 terms below 1, each rounded by 2⁻²⁴, and a tanh of 2.6 units in the last place.</summary>
    private static void AssertClose(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i] - expected[i], -16 * Math.Pow(2, -24), 16 * Math.Pow(2, -24));
    }
}
