using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.FixtureTests;

/// <summary>Whole models, from tokens to the loss: outputs, loss and all gradients are those of PyTorch's library.</summary>
public class ModelFixtureTests(ITestOutputHelper output)
{
    private static readonly LayerSpec[] Classifier =
    [
        new EmbeddingSpec("embedding", 6) { Padding = 0 },
        new LstmSpec("lstm", 8) { Layers = 2, Bidirectional = true },
        new DenseSpec("fc", 3, ActivationKind.Linear),
    ];

    private static readonly LayerSpec[] Sentiment =
    [
        new EmbeddingSpec("embedding", 6),
        new LstmSpec("lstm1", 8) { Bidirectional = true, Return = ReturnKind.Sequence },
        new LstmSpec("lstm2", 4) { Bidirectional = true },
        new DenseSpec("dense1", 8, ActivationKind.Relu),
        new DenseSpec("dense2", 1, ActivationKind.Linear),
    ];

    private static readonly ModelSpec[] All =
    [
        Tokens("w1_small", 20, LossKind.CrossEntropyWithLogits, Classifier),
        Tokens("w1_small_lengths", 20, LossKind.CrossEntropyWithLogits, Classifier),
        Tokens("w3_small", 20, LossKind.BinaryCrossEntropyWithLogits, Sentiment),
        Tokens("w3_small_lengths", 20, LossKind.BinaryCrossEntropyWithLogits, Sentiment),
        Tokens("w4_char_small", 12, LossKind.CrossEntropyWithLogits,
            new EmbeddingSpec("embedding", 6), new RnnSpec("rnn", 10) { Return = ReturnKind.Sequence }, new DenseSpec("head", 12, ActivationKind.Linear)),
        Tokens("w6_char_small", 12, LossKind.CrossEntropyWithLogits,
            new EmbeddingSpec("embedding", 6), new LstmSpec("lstm", 10) { Return = ReturnKind.Sequence }, new DenseSpec("head", 12, ActivationKind.Linear)),
        Specs.Sequence("residual_lstm", 6, LossKind.External,
            new LstmSpec("lstm1", 6) { Return = ReturnKind.Sequence },
            new JoinSpec("first", JoinKind.Add) { From = new[] { "x", "lstm1" } },
            new LstmSpec("lstm2", 6) { Return = ReturnKind.Sequence },
            new JoinSpec("second", JoinKind.Add) { From = new[] { "x", "lstm1", "lstm2" } }),
    ];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("ModelFixtures", All, Body.All));

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithinRounding(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var spec in All)
        {
            var inputs = Leaves(spec.Name);
            Check(Models.Value.Single(spec.Name, body), inputs, Rounding.Bound(layers: 4, width: 26, inputs), spec.Name);
        }
    }

    [Fact]
    public void DoublePrecisionAgreesTo10Digits()
    {
        foreach (var spec in All) Check(Models.Value.Double(spec.Name), Leaves(spec.Name), 1e-10, spec.Name);
    }

    private static ModelSpec Tokens(string name, int vocabulary, LossKind loss, params LayerSpec[] layers) => Specs.Sequence(name, 1, loss, layers) with
    {
        Inputs = new[] { new InputSpec(0, Steps: 4) { Vocabulary = vocabulary, Lengths = name.EndsWith("_lengths", StringComparison.Ordinal) } },
    };

    private static Inputs Leaves(string name)
    {
        var fixture = new Fixture(name);
        var tokens = name != "residual_lstm";
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = tokens ? fixture.Whole("in.x") : fixture.Leaf("in.x") };
        if (fixture.Has("in.lengths")) values["lengths"] = fixture.Whole("in.lengths");
        if (fixture.Has("up.y")) values["dY"] = fixture.Leaf("up.y");
        else values["target"] = name.StartsWith("w3", StringComparison.Ordinal) ? fixture.Leaf("target.y") : fixture.Whole("target.y");
        return new Inputs(fixture.Shape("in.x")[0], fixture.Shape("in.x")[1], values);
    }

    private static void Check<T>(TestModel<T> model, Inputs inputs, double bound, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var fixture = new Fixture(name);
        var outputs = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = fixture.Result("out.y") };
        var all = new Dictionary<string, double[]>(outputs, StringComparer.Ordinal);
        if (model.HasLoss) all["loss"] = fixture.Result("out.loss");
        else all["dX"] = fixture.Result("grad.x");
        Assert.Equal(fixture.Parameters.Order(StringComparer.Ordinal), model.Parameters.Tensors.Select(t => t.Name).Order(StringComparer.Ordinal));
        foreach (var tensor in model.Parameters.Tensors)
        {
            Assert.Equal(fixture.Shape("param." + tensor.Name), tensor.Shape);
            Runner.Convert<T>(fixture.Leaf("param." + tensor.Name)).CopyTo(model.Parameters[tensor.Name]);
            all[tensor.Name] = fixture.Result("grad.param." + tensor.Name);
        }

        model.RefreshWeights();
        Agreement.Within(bound, outputs, Runner.Predict(model, inputs), $"Predict of {name}");
        Agreement.Within(bound, all, Runner.Train(model, inputs), $"training of {name}");
    }
}
