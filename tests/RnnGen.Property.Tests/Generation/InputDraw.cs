using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>Random inputs: sequences, tokens and vectors, with lengths and padding, of the same steps or of steps of their own.</summary>
internal static class InputDraw
{
    /// <summary>What sequences declare: some layers take no more.</summary>
    public const int MaxSteps = 9;

    public static InputSpec[] Of(Draw draw)
    {
        var first = Sequence("x", draw, draw.Chance(3)) is var sequence && draw.Chance(4) ? sequence with { FixedSteps = true, Steps = 4 } : sequence;
        if (draw.Chance(8)) return [Vector("x", draw)];
        if (!draw.Chance(3)) return [first];
        var second = draw.Between(0, 3) switch
        {
            0 => Vector("v", draw),
            1 => Alike("u", first, draw),
            _ => Sequence("u", draw, draw.Chance(3)),
        };

        return draw.Chance(4) ? [first, second, Vector("w", draw)] : [first, second];
    }

    private static InputSpec Sequence(string name, Draw draw, bool tokens)
    {
        var lengths = draw.Chance(3);
        if (!tokens) return new InputSpec(draw.Between(1, 6), Steps: MaxSteps) { Name = name, Lengths = lengths };
        return new InputSpec(0, Steps: MaxSteps) { Name = name, Lengths = lengths, Vocabulary = draw.Between(3, 7), Padding = draw.Chance(2) ? draw.Between(0, 2) : -1 };
    }

    /// <summary>What has the same steps has the same padding: of its own it has lengths at most, which the caller tells twice, if there is no other padding.</summary>
    private static InputSpec Alike(string name, InputSpec other, Draw draw) =>
        Sequence(name, draw, draw.Chance(3)) with { Steps = 0, StepsOf = other.Name, Lengths = other is { Lengths: true, Padding: < 0 } && draw.Chance(3), FixedSteps = false, Padding = -1 };

    private static InputSpec Vector(string name, Draw draw) =>
        draw.Chance(4) ? new InputSpec(0, 0) { Name = name, Vocabulary = draw.Between(3, 7) } : new InputSpec(draw.Between(1, 9), 0) { Name = name };
}
