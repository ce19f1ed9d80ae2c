using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>Dropout acts in training only, keeps the expectation, and depends on nothing but seed, step and place.</summary>
public class DropoutTests(ITestOutputHelper output)
{
    private const float Rate = 0.3f;
    private const int Units = 67;

    /// <summary>A layer that gives its bias, then dropout: the outputs are the masks.</summary>
    private static readonly ModelSpec Bare = Specs.Sequence(
        "Bare", 1, LossKind.External, new DenseSpec("dense1", Units, ActivationKind.Linear), new DropoutSpec("dropout1", Rate));

    /// <summary>Nothing but dropout, and so no parameters.</summary>
    private static readonly ModelSpec Alone = Specs.Sequence("Alone", 5, LossKind.External, new DropoutSpec("dropout1", Rate));

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Dropout", [Bare, Alone], Body.All));

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void KeepsTheExpectation(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var y = Runner.Train(Ones(body), Inputs.Random(Ones(body), batch: 50, steps: 40, seed: 1))["y"];
        Assert.All(y, value => Assert.True(value is 0 or (double)(float)(1 / (1 - (double)Rate)), $"{value:R}"));

        // The share of zeros is binomial: five of its standard deviations.
        Assert.Equal(50 * 40 * Units, y.Length);
        Assert.InRange(y.Count(value => value == 0) / (double)y.Length - Rate, -5 * Deviation(y.Length), 5 * Deviation(y.Length));

        static double Deviation(int count) => Math.Sqrt(Rate * (1 - Rate) / count);
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void DoesNothingInPrediction(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var model = Ones(body);
        Assert.All(Runner.Predict(model, Inputs.Random(model, batch: 5, steps: 4, seed: 1))["y"], value => Assert.Equal(1, value));
    }

    /// <summary>Forward and backward multiply by the same mask.</summary>
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void AloneItIsAModelToo(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var model = Models.Value.Single("Alone", body);
        var inputs = Inputs.Random(model, batch: 3, steps: 100, seed: 1);
        var (x, upstream) = (Runner.Doubles<float>(inputs.Values["x"]), inputs.Values["dY"]);
        Assert.Equal(x, Runner.Predict(model, inputs)["y"]);
        var results = Runner.Train(model, inputs);
        var masks = results["y"].Select(value => value == 0 ? 0 : (float)(1 / (1 - (double)Rate))).ToArray();
        Assert.Equal(inputs.Values["x"].Zip(masks, (value, mask) => (double)(value * mask)), results["y"]);
        Assert.Equal(upstream.Zip(masks, (value, mask) => (double)(value * mask)), results["dX"]);
        Assert.Contains(masks, mask => mask == 0);
    }

    [Fact]
    public void SeedAndStepDecideTheMasks()
    {
        var model = Ones(Body.Active);
        var inputs = Inputs.Random(model, batch: 3, steps: 5, seed: 1);
        Assert.Equal(Masks(1, 7), Masks(1, 7));
        Assert.NotEqual(Masks(1, 7), Masks(1, 8));
        Assert.NotEqual(Masks(1, 7), Masks(2, 7));

        // Each Forward takes the next step, whatever batches came before it.
        var workspace = model.CreateTrainingWorkspace(3, 5);
        workspace.Seed = 1;
        Runner.Train(model, inputs.Sample(model, 0), workspace);
        Assert.Equal(1, workspace.Step);
        Assert.Equal(Masks(1, 1), Runner.Train(model, inputs, workspace)["y"]);

        double[] Masks(ulong seed, long step)
        {
            var fresh = model.CreateTrainingWorkspace(3, 5);
            (fresh.Seed, fresh.Step) = (seed, step);
            return Runner.Train(model, inputs, fresh)["y"];
        }
    }

    /// <summary>Two rows of 67 are equal by chance with a probability of (0.7² + 0.3²)⁶⁷ = 10⁻¹⁶.</summary>
    [Fact]
    public void EveryPlaceHasAMaskOfItsOwn()
    {
        var model = Ones(Body.Active);
        var y = Runner.Train(model, Inputs.Random(model, batch: 20, steps: 30, seed: 1))["y"];
        Assert.Equal(20 * 30, y.Chunk(Units).Select(row => string.Join(' ', row)).Distinct().Count());
    }

    /// <summary>In single precision as in double: values and gradients under the same masks.</summary>
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void MasksAreTheSameInEveryBody(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in new[] { "Dropping", "Mixed" })
        {
            var (model, reference) = (CommonModels.Set.Single(name, body, seed: 4), CommonModels.Set.Double(name));
            Runner.CopyWeights(model, reference);
            var inputs = Inputs.Random(model, batch: 9, steps: 40, seed: 3);
            var expected = Runner.Train(reference, inputs);
            Agreement.Within(Rounding.Bound(layers: 6, width: 40, inputs), expected, Runner.Train(model, inputs), name);
            var effect = expected["y"].Zip(Runner.Predict(reference, inputs)["y"], (a, b) => Math.Abs(a - b)).Max();
            Assert.True(effect > 1e-3, "There is no dropout in training.");
        }
    }

    private static TestModel<float> Ones(Body body)
    {
        var model = Models.Value.Single("Bare", body);
        model.Parameters["dense1.weight"].Clear();
        model.Parameters["dense1.bias"].Fill(1);
        model.RefreshWeights();
        return model;
    }
}
