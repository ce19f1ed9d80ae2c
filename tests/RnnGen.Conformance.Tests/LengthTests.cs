using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>
/// Samples of different lengths: steps beyond them are left out, for which the samples are put into the order of their lengths. Whatever
/// that order is, a sample gives what it gives alone. Every call is repeated by three threads (<see cref="Threads"/>).
/// </summary>
public class LengthTests
{
    private const int Steps = 90, Features = 5, Words = 11;

    private static readonly ModelSpec[] Specs =
    [
        // Two directions stacked, only their last states read: nothing but steps that count is computed.
        Numbers("Reader", LossKind.MeanSquaredError, new LstmSpec("lstm", 9) { Layers = 2, Bidirectional = true }, new DenseSpec("out", 2, ActivationKind.Linear)),
        Read(LossKind.CrossEntropyWithLogits, "Words", new EmbeddingSpec("words", 6) { Padding = 0 }, new GruSpec("gru", 7) { Bidirectional = true }, new DenseSpec("out", 3, ActivationKind.Linear)),

        // Outputs after every step, also of those that do not count; states from and for the caller; padding in the middle of layers.
        Numbers(
            "Tagger",
            LossKind.External,
            new GruSpec("gru", 9) { Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true },
            new LayerNormSpec("norm"),
            new RnnSpec("rnn", 5) { Return = ReturnKind.Sequence },
            new DenseSpec("out", 2, ActivationKind.Tanh)),
        Numbers("Keras", LossKind.MeanSquaredError, new LstmSpec("first", 8) { Return = ReturnKind.Sequence, Family = Family.Keras }, new LstmSpec("second", 4) { Return = ReturnKind.Sequence, Family = Family.Keras }),

        // What looks at all steps of a sample.
        Numbers("Pooled", LossKind.External, new GruSpec("gru", 6) { Return = ReturnKind.Sequence }, new GlobalPoolingSpec("pool", PoolingKind.Average)),
        Numbers("Attending", LossKind.External, new GruSpec("gru", 6) { Return = ReturnKind.Sequence }, new MultiHeadAttentionSpec("attention", 2), new GruSpec("last", 3)),
        Numbers("Dropping", LossKind.External, new DropoutSpec("before", 0.4f), new LstmSpec("lstm", 7) { Layers = 2, BetweenDropout = 0.3f, RecurrentDropout = 0.2f }),
    ];

    private static readonly float[][] Lengths =
    [
        [40, 3, 90, 17, 64], [90, 64, 40, 17, 3], [3, 17, 40, 64, 90], [7, 7, 7, 7, 7], [90, 90, 90], [0, 5, 0, 90, 0, 8], [0, 0], [1], [0], [33],
    ];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Lengths", Specs, Body.Dispatch, Body.Double));

    public static TheoryData<string> Names => [.. Specs.Select(spec => spec.Name)];

    public static TheoryData<string> NamesWithoutDropout => [.. Specs.Select(spec => spec.Name).Where(name => name != "Dropping")];

    [Theory]
    [MemberData(nameof(Names))]
    public void ASamplePredictsWhatItPredictsAlone(string name)
    {
        PredictsAlone(Models.Value.Single(name, Body.Dispatch, seed: 3));
        PredictsAlone(Models.Value.Double(name, seed: 3));
    }

    /// <summary>In double precision, where sums in another order differ by little; a mean is one over all samples, or over all steps that count.</summary>
    [Theory]
    [MemberData(nameof(NamesWithoutDropout))]
    public void GradientsAreThoseOfTheSamplesTogether(string name)
    {
        var model = Models.Value.Double(name, seed: 3);
        foreach (var lengths in Lengths)
        {
            var inputs = Drawn(model, lengths);
            var together = Runner.Train(model, inputs);
            var sums = model.Parameters.Tensors.ToDictionary(t => t.Name, t => new double[t.Length]);
            for (var sample = 0; sample < lengths.Length; sample++)
            {
                var alone = Runner.Train(model, inputs.Sample(model, sample));
                foreach (var output in model.BackwardSignature.Outputs)
                    Agreement.Within(1e-12, Scaled(alone[output], Share(sample)), Conformance.Models.Lengths.Sample(model, output, together[output], lengths.Length, sample), $"{name}, {output} of sample {sample}");
                foreach (var (tensor, sum) in sums)
                {
                    for (var i = 0; i < sum.Length; i++) sum[i] += Share(sample) * alone[tensor][i];
                }
            }

            foreach (var (tensor, sum) in sums) Agreement.Within(1e-11, sum, together[tensor], $"{name}, lengths {string.Join(", ", lengths)}, {tensor}");
            double Share(int sample) => !model.HasLoss ? 1 : name == "Keras" ? lengths.Sum() > 0 ? lengths[sample] / (double)lengths.Sum() : 1 : 1.0 / lengths.Length;
        }

        static double[] Scaled(double[] values, double factor) => [.. values.Select(v => factor * v)];
    }

    [Theory]
    [MemberData(nameof(NamesWithoutDropout))]
    public void SinglePrecisionAgreesWithDouble(string name)
    {
        var model = Models.Value.Single(name, Body.Dispatch, seed: 3);
        var reference = Models.Value.Double(name);
        Runner.CopyWeights(model, reference);
        foreach (var lengths in Lengths)
        {
            var inputs = Drawn(model, lengths);
            Agreement.Within(Rounding.Bound(layers: 5, width: 18, inputs), Runner.Train(reference, inputs), Runner.Train(model, inputs), $"{name}, lengths {string.Join(", ", lengths)}");
        }
    }

    /// <summary>A mask of dropout belongs to the caller's sample: what the order of the lengths makes of the others does not move it.</summary>
    [Fact]
    public void DropoutDoesNotDependOnTheLengthsOfOthers()
    {
        var model = Models.Value.Double("Dropping", seed: 3);
        var full = Drawn(model, [90, 90, 90, 90]);
        var ragged = full with { Values = new Dictionary<string, float[]>(full.Values, StringComparer.Ordinal) { ["lengths"] = [2, 90, 40, 90] } };
        var (expected, actual) = (Runner.Train(model, full)["y"], Runner.Train(model, ragged)["y"]);
        foreach (var sample in new[] { 1, 3 })
            Agreement.InBits(Conformance.Models.Lengths.Sample(model, "y", expected, 4, sample), Conformance.Models.Lengths.Sample(model, "y", actual, 4, sample), $"sample {sample}");
    }

    /// <summary>By several threads: as many as there are samples, more, and numbers that divide neither.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsGiveTheSameBits(string name)
    {
        var model = Models.Value.Single(name, Body.Dispatch, seed: 3);
        foreach (var lengths in Lengths)
        {
            var inputs = Drawn(model, lengths);
            var (predicted, trained) = (Runner.Predict(model, inputs), Runner.Train(model, inputs));
            foreach (var threads in new[] { 2, 3, 5 })
            {
                var (prediction, training) = (model.CreateWorkspace(inputs.Batch, Steps), model.CreateTrainingWorkspace(inputs.Batch, Steps));
                (prediction.Threads, training.Threads) = (threads, threads);
                Agreement.InBits(predicted, Runner.Predict(model, inputs, prediction), $"{name}, {threads} threads");
                Agreement.InBits(trained, Runner.Train(model, inputs, training), $"{name}, {threads} threads");
            }
        }
    }

    internal static ModelSet Set => Models.Value;

    private static void PredictsAlone<T>(TestModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var lengths in Lengths)
        {
            var inputs = Drawn(model, lengths);
            var together = Runner.Predict(model, inputs);
            for (var sample = 0; sample < lengths.Length; sample++)
            {
                foreach (var (output, values) in Runner.Predict(model, inputs.Sample(model, sample)))
                    Agreement.InBits(values, Conformance.Models.Lengths.Sample(model, output, together[output], lengths.Length, sample), $"{output}, sample {sample} of {string.Join(", ", lengths)}");
            }
        }
    }

    private static Inputs Drawn<T>(TestModel<T> model, float[] lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = Inputs.Random(model, lengths.Length, Steps, seed: 7);
        return random with { Values = new Dictionary<string, float[]>(random.Values, StringComparer.Ordinal) { ["lengths"] = lengths } };
    }

    private static ModelSpec Numbers(string name, LossKind loss, params LayerSpec[] layers) =>
        Conformance.Models.Specs.Sequence(name, Features, loss, layers) with { Inputs = new[] { new InputSpec(Features, Steps) { Lengths = true } } };

    private static ModelSpec Read(LossKind loss, string name, params LayerSpec[] layers) =>
        Conformance.Models.Specs.Sequence(name, Features, loss, layers) with { Inputs = new[] { new InputSpec(0, Steps) { Vocabulary = Words, Lengths = true } } };
}
