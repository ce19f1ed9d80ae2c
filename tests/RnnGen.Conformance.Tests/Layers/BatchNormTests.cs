using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using RnnGen.Training;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>
/// Batch normalisation in sizes with and without tails, on sequences, with lengths and on vectors. The base class sees predictions, by
/// the running values, and derivatives of training; here are the values of training.
/// </summary>
public class BatchNormTests(ITestOutputHelper output) : StreamingLayerTests(Norms, output)
{
    private static readonly LayerCases Norms = new(
        "BatchNorms",
        Case(Specs.Sequence("Sequence", 5, LossKind.External, new BatchNormSpec("norm1")), 5, 1e-5),
        Case(Specs.Sequence("Wide", 37, LossKind.External, new BatchNormSpec("norm1") { Family = Family.Keras }), 37, 1e-3),
        Case(WithLengths("Lengths", new BatchNormSpec("norm1") { Epsilon = 0.01, Momentum = 0.25 }), 5, 0.01),
        Case(WithLengths("KerasLengths", new BatchNormSpec("norm1") { Family = Family.Keras, Momentum = 0.75 }), 5, 1e-3),
        Case(Specs.Vector("Vector", 16, LossKind.External, new BatchNormSpec("norm1") { Family = Family.Onnx }), 16, 1e-5),
        Case(Specs.Sequence("Plain", 3, LossKind.External, new BatchNormSpec("norm1") { Affine = false }), 3, 1e-5, affine: false));

    /// <summary>What of a batch goes into the running values, and whether the variance is unbiased.</summary>
    private static readonly Dictionary<string, (double Rate, bool Unbiased)> Families = new(StringComparer.Ordinal)
    {
        ["Sequence"] = (0.1, true),
        ["Wide"] = (1 - 0.99, false),
        ["Lengths"] = (0.25, true),
        ["KerasLengths"] = (0.25, false),
        ["Vector"] = (1 - 0.9, false),
        ["Plain"] = (0.1, true),
    };

    /// <summary>Values and gradients of training, of batches of several chunks of 256 rows as well.</summary>
    [Theory]
    [MemberData(nameof(BodyCases.All), MemberType = typeof(BodyCases))]
    public void TrainingTakesTheBatch(string bodyName)
    {
        if (BodyCases.Find(bodyName, Output) is not { } body) return;
        foreach (var (batch, steps) in new[] { (1, 1), (2, 1), (3, 5), (4, 90), (300, 3) })
        {
            foreach (var layer in Norms.All)
            {
                if (body == Body.Double) Check(Norms.Models.Double(layer.Spec.Name), layer, batch, steps, 1e-10);
                else Check(Norms.Models.Single(layer.Spec.Name, body), layer, batch, steps, 1e-5);
            }
        }

        static void Check<T>(TestModel<T> model, LayerCase layer, int batch, int steps, double bound)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(2);
            foreach (var tensor in model.Parameters.Tensors.Where(t => t.Trainable))
                foreach (ref var value in model.Parameters[tensor.Name]) value = T.CreateTruncating((float)random.NextDouble() - 0.5f);
            var inputs = Inputs.Random(model, batch, steps, seed: 4);
            var expected = ReferenceOf(layer).Train(Data(model, inputs), layer.Spec.Layers[0] is BatchNormSpec { Affine: true });
            Agreement.Within(bound, expected, Runner.Train(model, inputs), $"{layer.Spec.Name} of {batch} × {steps}");
        }
    }

    /// <summary>After several batches, each of which counts once, whatever is computed beside Forward.</summary>
    [Fact]
    public void RunningValuesFollowTheBatches()
    {
        foreach (var layer in Norms.All)
        {
            var model = Norms.Models.Double(layer.Spec.Name);
            var (rate, unbiased) = Families[layer.Spec.Name];
            var (mean, variance) = (model.Parameters["norm1.running_mean"].ToArray(), model.Parameters["norm1.running_var"].ToArray());
            Assert.All(mean, value => Assert.Equal(0, value));
            Assert.All(variance, value => Assert.Equal(1, value));
            for (var step = 0; step < 4; step++)
            {
                var inputs = Inputs.Random(model, batch: step + 1, steps: 6, seed: step);
                var batch = ReferenceOf(layer).Statistics(Data(model, inputs));
                var correction = unbiased ? batch.Count / Math.Max(1.0, batch.Count - 1) : 1;
                var taken = batch.Count == 0 ? 0 : rate;
                mean = [.. mean.Zip(batch.Mean, (old, now) => ((1 - taken) * old) + (taken * now))];
                variance = [.. variance.Zip(batch.Variance, (old, now) => ((1 - taken) * old) + (taken * correction * now))];
                Runner.Train(model, inputs, model.CreateTrainingWorkspace(inputs.Batch, inputs.Steps));
                Runner.Predict(model, inputs);
                Agreement.Within(1e-12, mean, model.Parameters["norm1.running_mean"].ToArray(), $"{layer.Spec.Name}, mean after {step + 1}");
                Agreement.Within(1e-12, variance, model.Parameters["norm1.running_var"].ToArray(), $"{layer.Spec.Name}, variance after {step + 1}");
            }

            // Predictions see them at once.
            var last = Inputs.Random(model, batch: 2, steps: 3, seed: 9);
            Agreement.Within(1e-12, layer.Reference(Data(model, last)), Runner.Predict(model, last)["y"], layer.Spec.Name);
        }
    }

    [Fact]
    public void ABatchInWhichNothingCountsLeavesTheRunningValues()
    {
        var model = Norms.Models.Double("Lengths");
        var some = Inputs.Random(model, batch: 2, steps: 3, seed: 1);
        Runner.Train(model, some);
        var before = model.Parameters.Values.ToArray();
        var none = some with { Values = new Dictionary<string, float[]>(some.Values, StringComparer.Ordinal) { ["lengths"] = [0, 0] } };
        Assert.All(Runner.Train(model, none).Values, values => Assert.All(values, value => Assert.True(double.IsFinite(value))));
        Assert.Equal(before, model.Parameters.Values.ToArray());
    }

    /// <summary>Large means cost no digits of the variance: it is the mean of squares of differences, not a difference of means.</summary>
    [Fact]
    public void TheVarianceOfLargeNumbersIsExact()
    {
        var model = Norms.Models.Single("Vector", Body.Active);
        var x = new float[2 * 16];
        for (var i = 0; i < 16; i++) (x[i], x[16 + i]) = (10000, 10001);
        var inputs = new Inputs(2, 1, new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = x, ["dY"] = new float[2 * 16] });
        var normal = 0.5 / Math.Sqrt(0.25 + 1e-5);
        Agreement.Within(1e-6, [.. Enumerable.Range(0, 32).Select(i => i < 16 ? -normal : normal)], Runner.Train(model, inputs)["y"], "y");
    }

    /// <summary>Between recurrent layers: whatever its sums need is there before the next layer begins.</summary>
    [Fact]
    public void BetweenRecurrentLayersGradientsAreDerivatives()
    {
        Derivatives.Check(BatchNormModels.Set.Double("Normed", seed: 2), batch: 3, steps: 5);
        var model = BatchNormModels.Set.Single("Normed", Body.Active, seed: 2);
        var reference = BatchNormModels.Set.Double("Normed");
        Runner.CopyWeights(model, reference);
        var inputs = Inputs.Random(model, batch: 7, steps: 80, seed: 1);
        Agreement.Within(1e-5, Runner.Train(reference, inputs), Runner.Train(model, inputs), "Normed");
    }

    /// <summary>A frozen layer takes its running values in training and has no gradients, but what is below it has.</summary>
    [Fact]
    public void AFrozenLayerStaysAsItIs()
    {
        var model = BatchNormModels.Set.Double("Frozen", seed: 3);
        model.Parameters["norm1.running_mean"].Fill(0.5);
        model.Parameters["norm1.running_var"].Fill(2);
        model.RefreshWeights();
        var before = model.Parameters.Values.ToArray();
        var inputs = Inputs.Random(model, batch: 3, steps: 5, seed: 1);
        var trained = Runner.Train(model, inputs);
        Agreement.InBits(Runner.Predict(model, inputs)["y"], trained["y"], "y");
        Assert.Equal(before, model.Parameters.Values.ToArray());
        Assert.Equal(["dense1.weight", "dense1.bias", "dense3.weight", "dense3.bias"], model.Parameters.Tensors.Where(t => t.Trainable).Select(t => t.Name));
        Assert.Equal(["dense1.bias", "dense1.weight", "dense3.bias", "dense3.weight", "loss", "y"], trained.Keys.Order(StringComparer.Ordinal));
        Derivatives.Check(model, inputs);
    }

    [Fact]
    public void WithoutTrainedParametersInputsHaveGradients()
    {
        var model = BatchNormModels.Set.Double("AllFrozen", seed: 3);
        Assert.Equal(0, model.Parameters.TrainedLength);
        Derivatives.Check(model, batch: 3, steps: 5);
    }

    /// <summary>Σ dy is the gradient of the bias and, in that of the mean, read again.</summary>
    [Fact]
    public void ASumMayBeAGradientAndBeRead() => Derivatives.Check(BatchNormModels.Set.Double("Shared", seed: 3), batch: 3, steps: 200);

    /// <summary>A whole step of training, with decay: what is not trained only follows the batch.</summary>
    [Fact]
    public void AnOptimizerLeavesTheRunningValues()
    {
        var model = BatchNormModels.Set.Single("Normed", Body.Active, seed: 2);
        var workspace = model.CreateTrainingWorkspace(3, 5);
        Runner.Train(model, Inputs.Random(model, batch: 3, steps: 5, seed: 1), workspace);
        string[] buffers = ["norm1.running_mean", "norm1.running_var", "norm2.running_mean", "norm2.running_var"];
        var before = buffers.Select(name => model.Parameters[name].ToArray()).ToArray();
        GradientClipping.ClipNorm(workspace.Gradients, 1e-3);
        new AdamW(weightDecay: 0.5).Step(model.Parameters, workspace.Gradients);
        model.RefreshWeights();
        Assert.Equal(before, buffers.Select(name => model.Parameters[name].ToArray()));
        Assert.DoesNotContain(workspace.Gradients.Tensors, tensor => buffers.Contains(tensor.Name));
    }

    private static ModelSpec WithLengths(string name, LayerSpec layer) =>
        Specs.Sequence(name, 5, LossKind.External, layer) with { Inputs = new[] { new InputSpec(5, 4) { Lengths = true } } };

    private static LayerCase Case(ModelSpec spec, int columns, double epsilon, bool affine = true) =>
        new(spec, data => new BatchNormReference(columns, epsilon).Normalize(data, data["norm1.running_mean"], data["norm1.running_var"], affine));

    private static BatchNormReference ReferenceOf(LayerCase layer)
    {
        var spec = (BatchNormSpec)layer.Spec.Layers[0];
        return new(layer.Spec.Input.Features, spec.Epsilon ?? (spec.Family == Family.Keras ? 1e-3 : 1e-5));
    }

    private static LayerData Data<T>(TestModel<T> model, Inputs inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(inputs, name => Runner.Doubles<T>(model.Parameters[name]));
}
