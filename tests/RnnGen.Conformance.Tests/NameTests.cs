using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>A layer's name is a name: whatever generated code calls its own things, it computes the same.</summary>
public class NameTests
{
    private static readonly string[] Names =
    [
        "input", "x", "y", "target", "state", "states", "batch", "workspace", "packed", "steps", "h", "value", "loss", "gradients",
        "network", "kernels", "arena", "row", "rows", "unit", "first", "count", "chunk", "sum", "seed", "step", "class", "int", "this",
        "under_score", "Pascal",
    ];

    private static readonly ModelSpec Tricky = Stack("Tricky", Names);

    private static readonly ModelSpec Plain = Stack("Plain", [.. Names.Select((_, i) => $"gru{i}")]);

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Names", [Tricky, Plain], Body.Active));

    [Fact]
    public void TheNamesOfLayersChangeNothing()
    {
        var (expected, actual) = (Results("Plain"), Results("Tricky"));
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++) Agreement.InBits(expected[i], actual[i], $"tensor {i}");
    }

    /// <summary>One layer after the other, in sizes of two and three, each with states of its own.</summary>
    private static ModelSpec Stack(string model, IReadOnlyList<string> names) => Specs.Sequence(
        model,
        5,
        LossKind.External,
        [
            .. names.Select((name, i) => new GruSpec(name, 2 + (i % 2))
            {
                Return = ReturnKind.Sequence,
                InitialStateInput = true,
                FinalStateOutput = true,
            }),
        ]);

    /// <summary>Inputs are drawn in the order of the signature, which is that of the layers under whatever name.</summary>
    private static List<double[]> Results(string name)
    {
        var model = Models.Value.Single(name, Body.Active, seed: 1);
        var inputs = Inputs.Random(model, batch: 3, steps: 4, seed: 1);
        var results = Runner.Train(model, inputs);
        return [.. model.PredictSignature.Outputs.Concat(model.BackwardSignature.Outputs).Select(tensor => results[tensor]),
            .. model.Parameters.Tensors.Select(tensor => results[tensor.Name])];
    }
}
