using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>A layer's name is a name: whatever generated code calls its own things, it computes the same.</summary>
public class NameTests
{
    private static readonly string[] Names =
    [
        "input", "x", "y", "target", "state", "states", "batch", "workspace", "packed", "steps", "h", "value", "loss", "gradients", "network",
        "kernels", "arena", "row", "rows", "unit", "first", "count", "chunk", "sum", "seed", "step", "class", "int", "this", "under_score", "Pascal",
    ];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Names", Names.Select(Spec).Append(Spec("gru1")), Body.Scalar));

    [Fact]
    public void ALayersNameChangesNothing()
    {
        var expected = Results("gru1");
        foreach (var name in Names)
        {
            var actual = Results(name);
            Assert.Equal(expected.Count, actual.Count);
            for (var i = 0; i < expected.Count; i++) Agreement.InBits(expected[i], actual[i], $"layer {name}, tensor {i}");
        }
    }

    private static ModelSpec Spec(string layer) => Specs.Sequence(
        "Of_" + layer,
        5,
        LossKind.External,
        new GruSpec(layer, 7) { Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true });

    private static List<double[]> Results(string layer)
    {
        var model = Models.Value.Single("Of_" + layer, Body.Scalar, seed: 1);
        var inputs = Inputs.Random(model, batch: 3, steps: 4, seed: 1);
        var results = Runner.Train(model, inputs);
        return [results["y"], results["dX"], .. model.Parameters.Tensors.Select(tensor => results[tensor.Name])];
    }
}
