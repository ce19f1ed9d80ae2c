using Conformance.Models;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>
/// One value has the same bits however it is computed: step by step or as a sequence, alone or in a batch, in few chunks or in many.
/// It can, because every output is one accumulator over ascending inputs, whatever the tile it lies in.
/// </summary>
public class StreamTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(BodyCases.All), MemberType = typeof(BodyCases))]
    public void StepGivesTheBitsOfPredict(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in new[] { "Mixed", "InParts" })
        {
            if (body == Body.Double) Check(CommonModels.Set.Double(name, 1));
            else Check(CommonModels.Set.Single(name, body, 1));
        }

        // 700 steps of one sample are three chunks of 256 rows. A sequence of one sample takes the products of a step; one of three takes tiles.
        static void Check<T>(TestModel<T> model)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var batch = Inputs.Random(model, batch: 3, steps: 700, seed: 2);
            var inputs = batch.Sample(model, 2);
            var expected = Lengths.Sample(model, "y", Runner.Predict(model, batch)["y"], 3, 2);
            Agreement.InBits(expected, Runner.Predict(model, inputs)["y"], "alone");
            var (x, y) = (Runner.Convert<T>(inputs.Values["x"]), new T[model.Description.OutputFeatures]);
            var features = model.Description.InputFeatures;
            model.Restart();
            for (var t = 0; t < inputs.Steps; t++)
            {
                model.Step(x[(t * features)..((t + 1) * features)], y);
                Agreement.InBits(expected.AsSpan(t * y.Length, y.Length), Runner.Doubles<T>(y), $"step {t}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void StepGivesTheBitsOfPredictWithTheLastOutputOnly(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var model = CommonModels.Set.Single("W2", body, 1);
        var x = Inputs.Random(model, batch: 1, steps: 40, seed: 2).Values["x"];
        var y = new float[1];
        model.Restart();
        for (var t = 1; t <= 40; t++)
        {
            model.Step(x[((t - 1) * 5)..(t * 5)], y);
            var prefix = new Inputs(1, t, new Dictionary<string, float[]> { ["x"] = x[..(t * 5)] });
            Agreement.InBits(Runner.Predict(model, prefix)["y"], Runner.Doubles<float>(y), $"after {t} steps");
        }
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void ABatchGivesTheBitsOfItsSamples(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in new[] { "W2", "Mixed", "InParts", "Small", "SmallReader" })
        {
            var model = CommonModels.Set.Single(name, body, 1);
            foreach (var (batch, steps) in new[] { (2, 9), (3, 300), (7, 5), (31, 3), (300, 3) })
            {
                var inputs = Inputs.Random(model, batch, steps, seed: batch);
                var all = Runner.Predict(model, inputs)["y"];
                var workspace = model.CreateWorkspace(1, steps);
                for (var sample = 0; sample < batch; sample++)
                {
                    Agreement.InBits(
                        Lengths.Sample(model, "y", all, batch, sample),
                        Runner.Predict(model, inputs.Sample(model, sample), workspace)["y"],
                        $"{name}, sample {sample} of {batch}");
                }
            }
        }
    }

    /// <summary>A stream may begin with the states that a sequence would, and ends with those that it gives.</summary>
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void AStreamTakesAndGivesTheStatesOfASequence(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var model = CommonModels.Set.Single("Stateful", body, 1);
        var inputs = Inputs.Random(model, batch: 1, steps: 9, seed: 2);
        var expected = Runner.Predict(model, inputs);
        model.Restart();
        foreach (var name in model.States) inputs.Values[Tensor(name) + "0"].CopyTo(model.State(name));
        var y = new float[5];
        foreach (var x in inputs.Values["x"].Chunk(3)) model.Step(x, y);
        Agreement.InBits(expected["y"].AsSpan(8 * 5), Runner.Doubles<float>(y), "last output");
        foreach (var name in model.States) Agreement.InBits(expected[Tensor(name) + "n"], Runner.Doubles<float>(model.State(name)), name);

        static string Tensor(string state) => char.ToLowerInvariant(state[0]) + state[1..];
    }

    /// <summary>Lanes and tiles mix samples nowhere: what is not a number stays with its own.</summary>
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void ASampleThatIsNotANumberLeavesTheOthersAlone(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var model = CommonModels.Set.Single("Mixed", body, 1);
        var inputs = Inputs.Random(model, batch: 7, steps: 6, seed: 2);
        var expected = Runner.Predict(model, inputs)["y"];
        inputs.Values["x"].AsSpan(3 * 6 * 5, 5).Fill(float.NaN);
        var actual = Runner.Predict(model, inputs)["y"];
        for (var sample = 0; sample < 7; sample++)
        {
            var (before, after) = (Lengths.Sample(model, "y", expected, 7, sample), Lengths.Sample(model, "y", actual, 7, sample));
            if (sample == 3) Assert.All(after, value => Assert.True(double.IsNaN(value), $"{value:R}"));
            else Agreement.InBits(before, after, $"sample {sample}");
        }
    }

    /// <summary>A state is a value: a copy of it is a snapshot, and a stream continues from what was put back.</summary>
    [Fact]
    public void AStateCanBeSetBack()
    {
        var model = CommonModels.Set.Single("Mixed", Body.Active, 1);
        var x = Inputs.Random(model, batch: 1, steps: 3, seed: 2).Values["x"];
        var (first, second) = (new float[3], new float[3]);
        model.Restart();
        model.Step(x[..5], first);
        var snapshot = model.States.ToDictionary(name => name, name => model.State(name).ToArray());
        model.Step(x[5..10], first);
        model.Step(x[10..], second);
        Assert.All(model.States, name => Assert.NotEqual(snapshot[name], model.State(name).ToArray()));
        foreach (var name in model.States) snapshot[name].CopyTo(model.State(name));
        model.Step(x[5..10], second);
        Assert.Equal(first, second);
    }
}
