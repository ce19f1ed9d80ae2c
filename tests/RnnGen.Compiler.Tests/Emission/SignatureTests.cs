using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Emission;

/// <summary>Programs get the numbers of steps that they need.</summary>
public class SignatureTests
{
    /// <summary>A final state lies behind the last step of its loop, whose number the program of the loss has no other use for.</summary>
    [Fact]
    public void The_loss_of_a_final_state_knows_the_steps_of_its_axis()
    {
        var spec = Networks.Model(
            LossKind.MeanSquaredError,
            new RnnSpec("daily", 2) { From = new[] { "x" } },
            new RnnSpec("weekly", 2) { From = new[] { "u" } }) with
        {
            Inputs = new[] { new InputSpec(3, 6), new InputSpec(3, 9) { Name = "u" } },
            Losses = new[] { new LossSpec(LossKind.MeanSquaredError) { Of = "daily" }, new LossSpec(LossKind.MeanSquaredError) { Of = "weekly" } },
        };

        var network = ModelCompiler.Compile(spec).Single(file => file.HintName.Contains(".Network")).Text;

        Assert.Matches(@"float Loss\([^)]*int uSteps", network);
    }
}
