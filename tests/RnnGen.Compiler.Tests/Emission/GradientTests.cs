using System.Text.RegularExpressions;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Emission;

/// <summary>How gradients of weights are added up, by one thread or by several.</summary>
public partial class GradientTests
{
    /// <summary>
    /// The gates' gradients are different rows of one tensor, those of its operands, the directions of the layer before, different columns: nobody
    /// waits in between.
    /// </summary>
    [Fact]
    public void Parts_of_a_tensor_are_added_to_without_meeting()
    {
        var backward = Backward(new LstmSpec("first", 16) { Bidirectional = true, Return = ReturnKind.Sequence }, new LstmSpec("second", 8));
        var calls = Calls().Matches(backward).Where(call => call.Value.Contains("BackwardSecond", StringComparison.Ordinal)).ToArray();

        Assert.Equal(3, calls.Length);
        var between = backward.Substring(calls[0].Index, calls[^1].Index - calls[0].Index);
        Assert.DoesNotContain("Meet", between, StringComparison.Ordinal);
    }

    /// <summary>What weights have multiplied is copied once, for all gates of a cell.</summary>
    [Theory]
    [InlineData(1, "rnn")]
    [InlineData(3, "gru")]
    [InlineData(4, "lstm")]
    public void Gates_add_to_their_gradients_in_one_call(int gates, string kind)
    {
        RecurrentSpec cell = kind switch { "rnn" => new RnnSpec("cell", 8), "gru" => new GruSpec("cell", 8), _ => new LstmSpec("cell", 8) };
        var calls = Calls().Matches(Backward(cell));

        // Of the input, and of the state: one call each.
        Assert.Equal(["WeightHhL0", "WeightIhL0"], calls.Select(call => call.Groups[1].Value).Order());
        Assert.All(calls, call => Assert.Equal(gates, call.Value.Split("gradients +").Length - 1));
    }

    private static string Backward(params LayerSpec[] layers)
    {
        var text = ModelCompiler.Compile(Networks.Model(LossKind.External, layers)).Single(file => file.HintName.Contains(".Network")).Text;
        var start = text.IndexOf("static void Backward(", StringComparison.Ordinal);
        return text.Substring(start, text.IndexOf("private static", start, StringComparison.Ordinal) - start);
    }

    [GeneratedRegex(@"Backward(?:Cell|Second)(\w+?)Gradient\d*\([^;]*;")]
    private static partial Regex Calls();
}
