namespace RnnGen.Numerics.Tests;

/// <summary>Token ids, labels and lengths: what is let through, and what the message says of the rest.</summary>
public sealed class TokenCheckTests
{
    [Fact]
    public void Ids_lie_within_the_vocabulary()
    {
        Check.Tokens([], 5, "x");
        Check.Tokens([0, 4, 2], 5, "x");
        Assert.Equal("x[2] is the token 5, but the vocabulary has the ids 0 to 4.", Message("x", () => Check.Tokens([0, 4, 5, 9], 5, "x")));
        Assert.Equal("x[1] is the token -1, but the vocabulary has the ids 0 to 4.", Message("x", () => Check.Tokens([0, -1], 5, "x")));
        Message("x", () => Check.Tokens([int.MinValue], int.MaxValue, "x"));
    }

    [Fact]
    public void Labels_are_classes_or_ignored()
    {
        Check.Labels([0, 2], 3, null, "y");
        Check.Labels([0, -100, 2, -100], 3, -100, "y");
        Assert.Equal("y[1] is the label 3, but the classes are 0 to 2.", Message("y", () => Check.Labels([2, 3], 3, null, "y")));
        Assert.Equal(
            "y[1] is the label -1, but the classes are 0 to 2 (-100 is ignored).",
            Message("y", () => Check.Labels([-100, -1], 3, -100, "y")));
    }

    [Fact]
    public void Lengths_are_one_per_sample_and_within_the_steps()
    {
        Check.Lengths([0, 7, 3], 3, 7);
        Assert.Equal("lengths[1] is 8, but the samples have 0 to 7 steps.", Message("lengths", () => Check.Lengths([7, 8, 9], 3, 7)));
        Assert.Equal("lengths[0] is -1, but the samples have 0 to 7 steps.", Message("lengths", () => Check.Lengths([-1], 1, 7)));
        Assert.Equal("lengths holds 2 values, but needs 3: [batch].", Message("lengths", () => Check.Lengths([1, 2], 3, 7)));
    }

    private static string Message(string name, Action check)
    {
        var exception = Assert.Throws<ArgumentException>(name, check);
        return exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
    }
}
