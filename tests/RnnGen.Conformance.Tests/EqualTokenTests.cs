using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>
/// A sequence of tokens, whose equal ones share products, gives the bits of a stream of them, whatever else the sums hold and whoever else reads the
/// embedding.
/// </summary>
public class EqualTokenTests(ITestOutputHelper output)
{
    private const ReturnKind Sequence = ReturnKind.Sequence;

    private static readonly ModelSpec[] Specs =
    [
        // Beside the tokens' rows, what another layer made of them.
        Model("Residual", new GruSpec("g", 16) { Return = Sequence }, new JoinSpec("both", JoinKind.Concatenate) { From = new[] { "e", "g" } }, new GruSpec("top", 16) { Return = Sequence }),
        Model("ResidualDense", new GruSpec("g", 6) { Return = Sequence }, new JoinSpec("both", JoinKind.Concatenate) { From = new[] { "e", "g" } }, new DenseSpec("top", 4, ActivationKind.Linear)),

        // Layers of one size, whose products might be grouped.
        Model("Twice", new RnnSpec("a", 4) { Return = Sequence }, new RnnSpec("b", 4) { Return = Sequence, From = new[] { "e" } }, new JoinSpec("both", JoinKind.Add) { From = new[] { "a", "b" } }),
        Model("TwiceDense", new DenseSpec("a", 4, ActivationKind.Linear), new RnnSpec("b", 4) { Return = Sequence, From = new[] { "e" } }, new JoinSpec("both", JoinKind.Add) { From = new[] { "a", "b" } }),
        Model("TwoDense", new DenseSpec("a", 4, ActivationKind.Linear), new DenseSpec("b", 4, ActivationKind.Tanh) { From = new[] { "e" } }, new JoinSpec("both", JoinKind.Add) { From = new[] { "a", "b" } }),
    ];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("EqualTokens", Specs, Body.Single));

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void StepGivesTheBitsOfPredict(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        Assert.All(Specs, spec => Check(spec.Name, body));
    }

    private static void Check(string name, Body body)
    {
        var model = Models.Value.Single(name, body, seed: 1);
        var inputs = Inputs.Random(model, batch: 2, steps: 300, seed: 2);
        var expected = Runner.Predict(model, inputs)["y"];
        var y = new float[model.Description.OutputFeatures];
        for (var sample = 0; sample < inputs.Batch; sample++)
        {
            model.Restart();
            for (var t = 0; t < inputs.Steps; t++)
            {
                var row = (sample * inputs.Steps) + t;
                model.Step([inputs.Values["x"][row]], y);
                Agreement.InBits(expected.AsSpan(row * y.Length, y.Length), Runner.Doubles<float>(y), $"{name}, sample {sample}, step {t}");
            }
        }
    }

    private static ModelSpec Model(string name, params LayerSpec[] layers) =>
        Conformance.Models.Specs.Sequence(name, 1, LossKind.External, [new EmbeddingSpec("e", 16), .. layers]) with
        {
            Inputs = new[] { new InputSpec(0, Steps: 4) { Vocabulary = 20 } },
        };
}
