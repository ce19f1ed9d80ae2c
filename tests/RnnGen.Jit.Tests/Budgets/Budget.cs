namespace RnnGen.Jit.Tests.Budgets;

/// <summary>What the code of a network may take.</summary>
/// <param name="Network">A class of the benchmarks.</param>
/// <param name="Text">Generated C#, in 1000 bytes.</param>
/// <param name="Code">Machine code of all its methods on one instruction set, in 1000 bytes.</param>
/// <param name="Method">Machine code of the largest of them, in bytes: the caches of instructions and of decoded ones want its loops whole.</param>
internal sealed record Budget(string Network, double Text, double Code, int Method)
{
    /// <summary>
    /// A quarter above what they take: so much creeps in unseen. Whoever goes beyond has a reason (a faster kernel, another instruction set)
    /// or a mistake (a kernel for every layer instead of one for all); with a reason, raise the number in the same commit.
    /// </summary>
    public static readonly Budget[] All =
    [
        new("W1", 960, 150, 16_000),
        new("W1Var", 1080, 184, 17_400),
        new("W2", 710, 57, 7_700),
        new("W3", 860, 117, 17_200),
        new("W4Char", 470, 37, 6_400),
        new("W4Simple", 134, 7.2, 1_450),
        new("W6", 670, 73, 9_750),
        new("LstmStream64", 271, 30, 9_750),
        new("GruStream256", 237, 20, 4_450),
    ];
}
