using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>
/// The model of every number: of a few that are drawn, the one with most of what those of smaller numbers lack. So a few dozen models
/// have every layer and option, whatever the compiler learns.
/// </summary>
internal static class Selection
{
    private const int Choices = 12;

    private static readonly List<ModelSpec> Chosen = [];
    private static readonly Coverage Covered = new();

    /// <summary>The same for the same number.</summary>
    public static ModelSpec Of(int number)
    {
        lock (Chosen)
        {
            while (Chosen.Count <= number) Choose(Chosen.Count);
            return Chosen[number];
        }
    }

    private static void Choose(int number)
    {
        var choices = Covered.LacksDeclarations ? Choices : 1;
        var best = Enumerable.Range(0, choices).Select(attempt => RandomModel.Of(number, attempt)).MaxBy(Covered.Gain)!;
        Covered.AddDeclaration(best);
        Chosen.Add(best);
    }
}
