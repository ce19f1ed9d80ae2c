namespace RnnGen.Compiler.Targets;

/// <summary>Facts about an instruction set.</summary>
/// <param name="Name">Suffix of classes and files: <c>512</c>.</param>
/// <param name="Lanes">Elements of its widest vector; 1 for plain scalar code.</param>
/// <param name="TileColumns">Vectors of a row that one tile accumulates.</param>
/// <param name="Guard">The C# condition under which the code may run; empty for code that always may.</param>
/// <param name="Summary">What a reader should know.</param>
public sealed record Target(string Name, int Lanes, int TileColumns, string Guard, string Summary)
{
    /// <summary>
    /// 32 registers: 24 accumulators, four vectors of weights and a broadcast fit. AVX-512 may use the narrower vectors as well.
    /// </summary>
    public static readonly Target Wide = new(
        "512", 16, 4, "Vector512.IsHardwareAccelerated && Avx512F.IsSupported", "512-bit bodies: AVX-512.");

    /// <summary>16 registers: 12 accumulators, two vectors of weights and a broadcast fit; one more would halve the speed.</summary>
    public static readonly Target Medium = new("256", 8, 2, "Avx2.IsSupported && Fma.IsSupported", "256-bit bodies: AVX2 with FMA.");

    /// <summary>NEON, or SSE with multiply and add.</summary>
    public static readonly Target Narrow = new("128", 4, 2, "Vector128.IsHardwareAccelerated", "128-bit bodies: NEON, or SSE with multiply and add.");

    /// <summary>One lane: the reference for all others, and the only body in double precision. Two rows of four sums hide their latency.</summary>
    public static readonly Target Scalar = new("Scalar", 1, 4, "", "Scalar bodies: one lane, for processors without vectors.");

    private static readonly Target Reference = Scalar with { Summary = "Bodies in double precision." };

    /// <summary>The bodies of a model, the preferred first.</summary>
    public static IReadOnlyList<Target> For(Spec.Precision precision) =>
        precision == Spec.Precision.Float64 ? [Reference] : [Wide, Medium, Narrow, Scalar];

    /// <summary>Rows that a tile of so many column vectors takes at once, largest first; the last is 1.</summary>
    public IReadOnlyList<int> TileRows(int columns) => (Lanes, columns) switch
    {
        (1, _) => [2, 1],
        (16, 4) => [6, 4, 2, 1],
        (16, _) => [8, 4, 2, 1],
        (_, 2) => [6, 4, 2, 1],
        _ => [8, 4, 2, 1],
    };
}
