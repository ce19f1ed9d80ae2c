using System.Text.RegularExpressions;
using Conformance.Models;
using RnnGen;
using RnnGen.Compiler;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using RnnGen.Data;
using RnnGen.Training;
using Xunit.Abstractions;
using LossKind = RnnGen.Compiler.Spec.LossKind;
using Precision = RnnGen.Compiler.Spec.Precision;
using ReturnKind = RnnGen.Compiler.Layers.ReturnKind;

namespace Conformance.Cells;

/// <summary>A cell is its equations: one that the compiler has never seen is differentiated, trained and made fast like its own.</summary>
public class CellTests(ITestOutputHelper output)
{
    private static readonly ModelSpec Small = Specs.Sequence(
        "Small",
        3,
        LossKind.External,
        new MinimalGatedSpec("mgu1", 5) { Return = ReturnKind.Sequence, Layers = 2, InitialStateInput = true, FinalStateOutput = true },
        new MinimalGatedSpec("mgu2", 4),
        new DenseSpec("dense1", 2, ActivationKind.Linear));

    private static readonly ModelSpec Counter = Specs.Sequence(
        "Counter", 1, LossKind.MeanSquaredError, new MinimalGatedSpec("mgu1", 20), new DenseSpec("dense1", 1, ActivationKind.Linear));

    private static readonly ModelSpec Tangled = Specs.Sequence(
        "Tangled",
        3,
        LossKind.External,
        new TangledSpec("tangled1", 6) { Return = ReturnKind.Sequence, Layers = 2, InitialStateInput = true, FinalStateOutput = true });

    internal static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Cells", [Small, Counter, Tangled], Body.All));

    [Theory]
    [InlineData("Small")]
    [InlineData("Tangled")]
    public void GradientsAreDerivatives(string name) => Derivatives.Check(Models.Value.Double(name, seed: 2), batch: 2, steps: 5);

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithDouble(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in new[] { "Small", "Tangled" })
        {
            var (model, reference) = (Models.Value.Single(name, body, 3), Models.Value.Double(name));
            Runner.CopyWeights(model, reference);
            var inputs = Inputs.Random(model, batch: 9, steps: 70, seed: 1);
            var bound = Rounding.Bound(layers: 6, width: 12, inputs);
            Agreement.Within(bound, Runner.Predict(reference, inputs), Runner.Predict(model, inputs), name);
            Agreement.Within(bound, Runner.Train(reference, inputs), Runner.Train(model, inputs), name);
        }
    }

    /// <summary>The cell learns to say how many ones of a random sequence of eight there were, a question about all steps.</summary>
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void ItTrains(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        const int Samples = 256, Steps = 8;
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, Samples * Steps).Select(_ => (float)random.Next(2))];
        float[] targets = [.. x.Chunk(Steps).Select(sequence => sequence.Sum() / Steps)];
        var model = (ITrainableModel)Models.Value.Single("Counter", body, 3).Instance;
        var data = new TensorDataset(x, targets, Steps, features: 1);
        var before = Trainer.Evaluate(model, data).MeanSquaredError;
        Trainer.Fit(model, data, new FitOptions { Epochs = 40, Optimizer = new Adam(0.01), ClipNorm = 1 });
        var after = Trainer.Evaluate(model, data).MeanSquaredError;
        output.WriteLine($"mean squared error {before:F5} before, {after:F5} after; the targets' variance is 1/32");
        Assert.InRange(after, 0, before / 50);
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void AGruWrittenOutByItsEquationsGivesTheSameFiles(Precision precision)
    {
        var own = Files(name => new GruSpec(name, 20), "gru1", precision);
        var written = Files(name => new WrittenOutGruSpec(name, 20), "own1", precision);
        Assert.Equal(own.Count, written.Count);

        // The hash that weight files carry is one of names and shapes.
        static string WithoutHash(string text) => Regex.Replace(text, "\"[0-9a-f]{16}\"", "");

        for (var i = 0; i < own.Count; i++)
        {
            Assert.Equal(own[i].HintName, written[i].HintName);
            Assert.NotEqual(own[i].Text, written[i].Text);
            Assert.Equal(WithoutHash(own[i].Text), WithoutHash(written[i].Text.Replace("own1", "gru1").Replace("Own1", "Gru1")));
        }
    }

    internal static EquatableArray<GeneratedFile> Files(Func<string, RecurrentSpec> cell, string name, Precision precision)
    {
        var spec = Specs.Sequence(
            "Model",
            5,
            LossKind.MeanSquaredError,
            cell(name) with { Return = ReturnKind.Sequence, Layers = 2, InputDropout = 0.1f, BetweenDropout = 0.2f },
            new DenseSpec("dense1", 1, ActivationKind.Linear));
        return ModelCompiler.Compile(spec with { Precision = precision });
    }
}
