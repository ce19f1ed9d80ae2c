using Conformance.Models;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>The models of one test class, compiled together.</summary>
public sealed class LayerCases(string name, params LayerCase[] all)
{
    private readonly Lazy<ModelSet> _models = new(() => ModelSet.Compile(name, all.Select(c => c.Spec), Body.All));

    public IReadOnlyList<LayerCase> All => all;

    public ModelSet Models => _models.Value;
}

/// <summary>What holds for every layer: values, gradients, and both in single precision for every instruction set.</summary>
public abstract class LayerTests(LayerCases cases, ITestOutputHelper output)
{
    protected LayerCases Cases { get; } = cases;

    protected ITestOutputHelper Output { get; } = output;

    /// <summary>Parameters that are all different, also those which a new model has as zeros or ones.</summary>
    private static TestModel<T> Draw<T>(TestModel<T> model, int seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        foreach (ref var value in model.Parameters.Values) value += T.CreateTruncating((float)(random.NextDouble() - 0.5));
        model.RefreshWeights();
        return model;
    }

    /// <summary>Small batches, and some that are several chunks of 256 rows.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(4, 90)]
    public void ValuesAreThoseOfTheEquations(int batch, int steps)
    {
        foreach (var layer in Cases.All)
        {
            var model = Draw(Cases.Models.Double(layer.Spec.Name), seed: 7);
            var inputs = Inputs.Random(model, batch, layer.StepsFor(steps), seed: 3);
            var expected = layer.Reference(new LayerData(inputs, name => model.Parameters[name].ToArray()));
            Agreement.Within(1e-12, expected, Runner.Predict(model, inputs)["y"], layer.Spec.Name);
        }
    }

    [Fact]
    public void GradientsAreDerivatives()
    {
        foreach (var layer in Cases.All) Derivatives.Check(Draw(Cases.Models.Double(layer.Spec.Name), seed: 2), batch: 3, layer.StepsFor(5));
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithDouble(string bodyName)
    {
        if (BodyCases.Find(bodyName, Output) is not { } body) return;
        foreach (var layer in Cases.All)
        {
            var (model, reference) = (Draw(Cases.Models.Single(layer.Spec.Name, body), seed: 3), Cases.Models.Double(layer.Spec.Name));
            Runner.CopyWeights(model, reference);
            var inputs = Inputs.Random(model, batch: 9, layer.StepsFor(70), seed: 1);
            var bound = Rounding.Bound(layer.Spec.Layers.Count, layer.Width, inputs);
            Agreement.Within(bound, Runner.Predict(reference, inputs), Runner.Predict(model, inputs), layer.Spec.Name);
            Agreement.Within(bound, Runner.Train(reference, inputs), Runner.Train(model, inputs), layer.Spec.Name);
        }
    }
}

/// <summary>What holds for layers that also work on streams: each step has the bits that the sequence so far ends with.</summary>
public abstract class StreamingLayerTests(LayerCases cases, ITestOutputHelper output) : LayerTests(cases, output)
{
    [Theory]
    [MemberData(nameof(BodyCases.All), MemberType = typeof(BodyCases))]
    public void AStepGivesTheBitsOfTheSequenceSoFar(string bodyName)
    {
        if (BodyCases.Find(bodyName, Output) is not { } body) return;
        foreach (var layer in Cases.All.Where(c => c.Spec.Input is { Steps: > 0, Lengths: false }))
        {
            if (body == Body.Double) Check(Cases.Models.Double(layer.Spec.Name, 1));
            else Check(Cases.Models.Single(layer.Spec.Name, body, 1));
        }

        static void Check<T>(TestModel<T> model)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            const int Steps = 300;
            var features = model.Description.InputFeatures;
            var x = Inputs.Random(model, 1, Steps, seed: 2).Values["x"];
            var y = new T[model.Description.OutputFeatures];
            model.Restart();
            for (var t = 1; t <= Steps; t++)
            {
                model.Step(Runner.Convert<T>(x.AsSpan((t - 1) * features, features)), y);
                if (t is > 9 and < Steps) continue;
                var prefix = new Inputs(1, t, new Dictionary<string, float[]> { ["x"] = x[..(t * features)] });
                Agreement.InBits(Runner.Predict(model, prefix)["y"][^y.Length..], Runner.Doubles<T>(y), $"{model.Description.Name} after {t} steps");
            }
        }
    }
}
