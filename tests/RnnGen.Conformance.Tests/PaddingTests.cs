using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>
/// What the caller leaves at steps that do not count, in inputs and targets, changes no bit of anything, not even if it is no number: there is
/// no 0·NaN. The random models have the same property; here every kind of layer that reads steps meets such padding first of all.
/// </summary>
public class PaddingTests
{
    private const int Batch = 3, Steps = 6, Features = 4;

    private static readonly LayerSpec Last = new GruSpec("last", 3);

    private static readonly ModelSpec[] Specs =
    [
        Model("PaddedDense", new DenseSpec("first", Features, ActivationKind.Tanh)),
        Model("PaddedActivation", new ActivationLayerSpec("first", ActivationKind.Exponential)),
        Model("PaddedSoftmax", new SoftmaxSpec("first")),
        Model("PaddedLayerNorm", new LayerNormSpec("first")),
        Model("PaddedBatchNorm", new BatchNormSpec("first")),
        Model("PaddedDropout", new DropoutSpec("first", 0.5f)),
        Model("PaddedRnn", new RnnSpec("first", Features) { Return = ReturnKind.Sequence }),
        Model("PaddedGru", new GruSpec("first", Features) { Return = ReturnKind.Sequence, Bidirectional = true, InputDropout = 0.25f }),
        Model("PaddedLstm", new LstmSpec("first", Features) { Return = ReturnKind.Sequence, Layers = 2, RecurrentDropout = 0.25f, Family = Family.Keras }),
        Model("PaddedCausal", new Conv1DSpec("first", Features, 3) { Padding = ConvolutionPadding.Causal }),
        Model("PaddedSame", new Conv1DSpec("first", Features, 3) { Padding = ConvolutionPadding.Same }),
        Model("PaddedValid", new Conv1DSpec("first", Features, 2) { Padding = ConvolutionPadding.Valid }),
        Model("PaddedWaves", new PositionalEncodingSpec("first")),
        Model("PaddedPositions", new PositionalEmbeddingSpec("first", Steps)),
        Model("PaddedAttention", new AttentionSpec("first", AttentionScore.Additive) { Units = 3 }),
        Model("PaddedHeads", new MultiHeadAttentionSpec("first", 2)),
        Model("PaddedMaxPooling", new Pooling1DSpec("first", PoolingKind.Maximum, 2, 2)),
        Model("PaddedAveragePooling", new Pooling1DSpec("first", PoolingKind.Average, 2, 1)),
        Model("PaddedJoin", new GruSpec("first", Features) { Return = ReturnKind.Sequence }, new JoinSpec("join", JoinKind.Multiply) { From = new[] { "x", "first" } }),
        Alone("PaddedMaximum", new GlobalPoolingSpec("first", PoolingKind.Maximum)),
        Alone("PaddedAverage", new GlobalPoolingSpec("first", PoolingKind.Average)),
        Alone("PaddedFlatten", new FlattenSpec("first")),
        Alone("PaddedOutput", LossKind.MeanSquaredError, new DenseSpec("first", 2, ActivationKind.Linear)),
        Alone("PaddedDistance", LossKind.MeanAbsoluteError, new DenseSpec("first", 2, ActivationKind.Linear)),
        Alone("PaddedHuber", LossKind.Huber, new DenseSpec("first", 2, ActivationKind.Linear)),
        Alone("PaddedChance", LossKind.BinaryCrossEntropyWithLogits, new DenseSpec("first", 2, ActivationKind.Linear)),
    ];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Padding", Specs, Body.Dispatch, Body.Double));

    public static TheoryData<string> Names => [.. Specs.Select(spec => spec.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatLiesAtStepsThatDoNotCountChangesNoBit(string name)
    {
        Check(Models.Value.Single(name, Body.Dispatch, seed: 5));
        Check(Models.Value.Double(name, seed: 5));
    }

    private static void Check<T>(TestModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        float[] lengths = [4, Steps, 2];
        var random = Inputs.Random(model, Batch, Steps, seed: 2);
        var parameters = model.Parameters.Values.ToArray();
        Dictionary<string, double[]>? predicted = null, trained = null;
        foreach (var padding in (float[])[0, 1e30f, float.NaN, float.PositiveInfinity])
        {
            var values = new Dictionary<string, float[]>(random.Values, StringComparer.Ordinal) { ["lengths"] = lengths };
            foreach (var tensor in values.Keys.Where(t => t == "x" || (t == "target" && model.HasLoss)).ToArray()) values[tensor] = Padded(values[tensor], lengths, padding);
            var inputs = random with { Values = values };

            // A batch normalisation has other running values after each training.
            parameters.CopyTo(model.Parameters.Values);
            var (predictions, training) = (Runner.Predict(model, inputs), Runner.Train(model, inputs));
            foreach (var (tensor, numbers) in training) Assert.True(numbers.All(double.IsFinite), $"{model.Description.Name}, {tensor} is not finite where padding is {padding}.");
            Agreement.InBits(predicted ??= predictions, predictions, $"{model.Description.Name}, padding {padding}");
            Agreement.InBits(trained ??= training, training, $"{model.Description.Name}, padding {padding}");
        }
    }

    private static float[] Padded(float[] values, float[] lengths, float padding)
    {
        var (padded, columns) = ((float[])values.Clone(), values.Length / (Batch * Steps));
        for (var b = 0; b < Batch; b++) padded.AsSpan(((b * Steps) + (int)lengths[b]) * columns, (Steps - (int)lengths[b]) * columns).Fill(padding);
        return padded;
    }

    /// <summary>A recurrent layer behind it shows whatever gets through.</summary>
    private static ModelSpec Model(string name, params LayerSpec[] layers) => Alone(name, LossKind.External, [.. layers, Last]);

    private static ModelSpec Alone(string name, LayerSpec layer) => Alone(name, LossKind.External, layer);

    private static ModelSpec Alone(string name, LossKind loss, params LayerSpec[] layers) =>
        Conformance.Models.Specs.Sequence(name, Features, loss, layers) with { Inputs = new[] { new InputSpec(Features, Steps) { Lengths = true, FixedSteps = true } } };
}
