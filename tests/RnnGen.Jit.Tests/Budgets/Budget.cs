namespace RnnGen.Jit.Tests.Budgets;

/// <summary>What the code of a network may take.</summary>
/// <param name="Network">A class of the benchmarks.</param>
/// <param name="Text">Generated C#, in 1000 bytes.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="File">The largest file, in 1000 bytes.</param>
/// <param name="Methods">Methods that the JIT compiles, on one instruction set, if all there is is called.</param>
/// <param name="Il">Their IL, in 1000 bytes.</param>
/// <param name="Code">Their machine code, in 1000 bytes.</param>
/// <param name="Method">Machine code of the largest of them, in bytes: the caches of instructions and of decoded ones want its loops whole.</param>
internal sealed record Budget(string Network, double Text, int Lines, double File, int Methods, double Il, double Code, int Method)
{
    /// <summary>
    /// A quarter above what they take: so much creeps in unseen. Whoever goes beyond has a reason (a faster kernel, another instruction set)
    /// or a mistake (a kernel for every layer instead of one for all); with a reason, raise the number in the same commit.
    /// </summary>
    public static readonly Budget[] All =
    [
        new("W1", 994, 14_900, 374, 159, 117, 168, 16_000),
        new("W1Var", 1120, 16_600, 432, 168, 131, 194, 17_400),
        new("W2", 744, 12_300, 190, 115, 57, 78, 7680),
        new("W3", 891, 14_000, 295, 161, 90, 127, 17_200),
        new("W4Char", 498, 8280, 133, 85, 37, 49, 6380),
        new("W4Simple", 139, 2670, 36, 33, 6.9, 13, 1780),
        new("W6", 696, 10_800, 174, 91, 59, 88, 9750),
        new("LstmStream64", 296, 4720, 97, 38, 25, 35, 9740),
        new("GruStream256", 262, 4260, 87, 36, 21, 27, 4450),
    ];

    /// <summary>Everything that is more than it may be, with both numbers; empty if nothing is.</summary>
    public string Exceeded(GeneratedText text, IReadOnlyList<JittedMethod> methods) => string.Concat(
        Over("KB of text", text.Kilobytes, Text),
        Over("lines", text.Lines, Lines),
        Over("KB in one file", text.Largest, File),
        Over("methods", methods.Count, Methods),
        Over("KB of IL", methods.Sum(method => method.IlSize) / 1e3, Il),
        Over("KB of machine code", methods.Sum(method => method.CodeSize) / 1e3, Code),
        Over("bytes of machine code in one method", methods.Max(method => method.CodeSize), Method));

    private string Over(string what, double size, double budget) =>
        size <= budget ? "" : FormattableString.Invariant($"{Network}: {size} {what}, budget {budget}\n");
}
