using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>
/// All hidden states as an output: where they start from, which is where the caller or the model says or zero, then what every step left, in
/// the order of time; and gradients flow into them.
/// </summary>
public class HiddenStatesTests
{
    private const int Batch = 3, Steps = 4, Units = 5;

    private static readonly ModelSpec[] Specifications =
    [
        Specs.Sequence("Plain", 2, LossKind.External, new RnnSpec("rnn1", Units) { HiddenStatesOutput = true }),
        Specs.Sequence("Judged", 2, LossKind.MeanSquaredError, new GruSpec("rnn1", Units) { HiddenStatesOutput = true, InitialState = InitialStateKind.Learned }, new DenseSpec("dense1", 2, default)),
        Specs.Sequence("Stacked", 2, LossKind.External, new LstmSpec("rnn1", Units) { Layers = 2, Bidirectional = true, Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true, HiddenStatesOutput = true }),
        Specs.Sequence("Padded", 2, LossKind.External, new GruSpec("rnn1", Units) { InitialStateInput = true, HiddenStatesOutput = true }) with { Inputs = new[] { new InputSpec(2, Steps) { Lengths = true } } },
        Specs.Sequence("Fixed", 2, LossKind.External, new RnnSpec("rnn1", Units) { Return = ReturnKind.Sequence, HiddenStatesOutput = true }, new FlattenSpec("flat")) with { Inputs = new[] { new InputSpec(2, Steps) { FixedSteps = true } } },
    ];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("HiddenStates", Specifications, [Body.Active, Body.Double]));

    public static TheoryData<string> Names => [.. Specifications.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsFlowIntoThem(string name) => Derivatives.Check(Models.Value.Double(name, seed: 3), Batch, Steps);

    [Theory]
    [MemberData(nameof(Names))]
    public void TheBodyGivesWhatDoublesGive(string name)
    {
        var (model, exact) = (Models.Value.Single(name, Body.Active, seed: 4), Models.Value.Double(name));
        Runner.CopyWeights(model, exact);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 6);
        var (expected, actual) = (Runner.Predict(exact, inputs), Runner.Predict(model, inputs));

        // States lie in (−1, 1): a step makes an error of some 20 roundings of 2⁻²⁴, and there are at most four steps in two layers.
        Agreement.Within(8 * 20 * Math.Pow(2, -24), expected["rnn1States"], actual["rnn1States"], name);
        Agreement.InBits(actual["rnn1States"], Runner.Train(model, inputs)["rnn1States"], name);
    }

    [Fact]
    public void TheyStartFromZero()
    {
        var model = Models.Value.Single("Plain", Body.Active, seed: 4);
        var results = Runner.Predict(model, Inputs.Random(model, Batch, Steps, seed: 6));
        var states = Rows(results["rnn1States"]);
        Assert.All(states, sample => Assert.Equal(new double[Units], sample[0]));
        Assert.Equal(results["y"], states.SelectMany(sample => sample[^1]));
    }

    [Fact]
    public void TheyStartFromWhatIsLearned()
    {
        var model = Models.Value.Single("Judged", Body.Active, seed: 4);
        model.Parameters["rnn1.h0_l0"].Fill(0.25f);
        model.RefreshWeights();
        var states = Rows(Runner.Predict(model, Inputs.Random(model, Batch, Steps, seed: 6))["rnn1States"]);
        Assert.All(states, sample => Assert.All(sample[0], h => Assert.Equal(0.25, h)));
    }

    /// <summary>Of several cells one after the other; a cell that reads from the end starts after the last step.</summary>
    [Fact]
    public void EveryCellHasItsOwn()
    {
        var model = Models.Value.Single("Stacked", Body.Active, seed: 4);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 6);
        var results = Runner.Predict(model, inputs);
        double[][] parts = [.. results["rnn1States"].Chunk(Batch * (Steps + 1) * Units)], first = [.. inputs.Values["rnn1H0"].Select(h => (double)h).Chunk(Batch * Units)], last = [.. results["rnn1Hn"].Chunk(Batch * Units)];
        Assert.Equal(4, parts.Length);
        for (var part = 0; part < parts.Length; part++)
        {
            var (states, reverse) = (Rows(parts[part]), part % 2 == 1);
            Assert.Equal(first[part], states.SelectMany(sample => reverse ? sample[^1] : sample[0]));
            Assert.Equal(last[part], states.SelectMany(sample => reverse ? sample[0] : sample[^1]));
        }

        var (forward, backward) = (Rows(parts[2]), Rows(parts[3]));
        Assert.Equal(results["y"], Enumerable.Range(0, Batch).SelectMany(b => Enumerable.Range(0, Steps).SelectMany(t => forward[b][t + 1].Concat(backward[b][t]))));
    }

    [Fact]
    public void AStepThatDoesNotCountRepeatsTheStateBefore()
    {
        var model = Models.Value.Single("Padded", Body.Active, seed: 4);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 6);
        inputs = inputs with { Values = new Dictionary<string, float[]>(inputs.Values, StringComparer.Ordinal) { ["lengths"] = [4, 0, 2] } };
        var states = Rows(Runner.Predict(model, inputs)["rnn1States"]);
        Assert.All(states[1], state => Assert.Equal(states[1][0], state));
        Assert.Equal(states[2][2], states[2][4]);
        Assert.NotEqual(states[2][1], states[2][2]);
    }

    /// <summary>Windows of a stream would count its steps, but a stream has its states anyway.</summary>
    [Fact]
    public void ThereIsAStep() => Assert.NotNull(Models.Value.Single("Judged", Body.Active).Instance.GetType().GetMethod("Step"));

    /// <summary>[batch, steps + 1, units].</summary>
    private static double[][][] Rows(double[] states) => [.. states.Chunk((Steps + 1) * Units).Select(sample => sample.Chunk(Units).ToArray())];
}
