using RnnGen.Compiler.Spec;

namespace RnnGen.Generator.Declarations;

/// <summary>The inputs there are. What a spec cannot say, a size of zero where zero means none, is found here.</summary>
internal static class InputKinds
{
    public static bool Contains(string kind) => kind is "Input" or "Tokens";

    public static InputSpec Read(string name, DeclaredAttribute input) => (input.Kind == "Tokens" ? Tokens(input) : Numbers(input)) with
    {
        Name = name,
        FixedSteps = input.Get("FixedSteps", false),
        Lengths = input.Get("Lengths", false),
        StepsOf = input.Get<string?>("StepsOf", null),
    };

    private static InputSpec Numbers(DeclaredAttribute input) =>
        new(input.Get("features", 0), input.Has("steps") ? input.GetSize("steps") : 0);

    private static InputSpec Tokens(DeclaredAttribute input)
    {
        var (padding, masks) = (input.Get("Padding", -1), input.Get("MaskPadding", false));
        if (input.Has("Padding") && padding < 0) input.Contradictions.Add(($"Padding = {Invariant.Text(padding)}", "tokens begin with 0"));
        else if (padding >= 0 && !masks) input.Contradictions.Add(($"Padding = {Invariant.Text(padding)}", "nothing comes of it without MaskPadding = true; a row that is not trained is [Embedding]'s Padding"));
        else if (masks && padding < 0) input.Contradictions.Add(("MaskPadding = true", "no token is called the padding; add Padding = 0, or whichever it is"));
        var steps = input.Get("maxSteps", 0) == 0 ? 0 : input.GetSize("maxSteps");
        return new InputSpec(0, steps) { Vocabulary = input.GetSize("vocabulary"), Padding = masks ? padding : -1 };
    }
}
