using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Scheduling;

/// <summary>Sequences of several axes that read one another find an order.</summary>
public class RegionTests
{
    /// <summary>
    /// Attention from one sequence to the other and back: in the backward pass, what is ready along the one waits for a loop that waits for
    /// the other.
    /// </summary>
    [Fact]
    public void Attention_there_and_back_has_an_order()
    {
        LayerSpec[] layers =
        [
            new DenseSpec("queries", 5, ActivationKind.Tanh) { From = new[] { "u" } },
            new GruSpec("gru", 5) { From = new[] { "x" }, Return = ReturnKind.Sequence },
            new AttentionSpec("there", AttentionScore.ScaledDot) { From = new[] { "queries", "gru" } },
            new AttentionSpec("back", AttentionScore.ScaledDot) { From = new[] { "gru", "there" } },
        ];
        var inputs = new[] { new InputSpec(4, 4), new InputSpec(3, 9) { Name = "u" } };
        var spec = new ModelSpec("", "Model", "public", true, Precision.Float32, inputs, layers, new[] { new LossSpec(LossKind.External) });

        Assert.NotEmpty(ModelCompiler.Compile(spec));
    }
}
