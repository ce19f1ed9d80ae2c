namespace RnnGen.Compiler.Targets;

/// <summary>Facts about an instruction set.</summary>
/// <param name="Name">Suffix of classes and files: <c>512</c>.</param>
/// <param name="Lanes">Elements of its widest vector; 1 for plain scalar code.</param>
/// <param name="Guard">The C# condition under which the code may run; empty for code that always may.</param>
/// <param name="Summary">What a reader should know.</param>
public sealed record Target(string Name, int Lanes, string Guard, string Summary)
{
    /// <summary>AVX-512; it may use the narrower vectors as well.</summary>
    public static readonly Target Wide = new("512", 16, "Vector512.IsHardwareAccelerated && Avx512F.IsSupported", "512-bit bodies: AVX-512.");

    /// <summary>AVX2 with FMA.</summary>
    public static readonly Target Medium = new("256", 8, "Avx2.IsSupported && Fma.IsSupported", "256-bit bodies: AVX2 with FMA.");

    /// <summary>NEON, or SSE with multiply and add.</summary>
    public static readonly Target Narrow = new("128", 4, "Vector128.IsHardwareAccelerated", "128-bit bodies: NEON, or SSE with multiply and add.")
    {
        ByElement = "AdvSimd.Arm64.IsSupported",
    };

    /// <summary>One lane: the reference for all others, and the only body in double precision.</summary>
    public static readonly Target Scalar = new("Scalar", 1, "", "Scalar bodies: one lane, for processors without vectors.");

    private static readonly Target Reference = Scalar with { Summary = "Bodies in double precision." };

    /// <summary>The bodies of a model, the preferred first.</summary>
    public static IReadOnlyList<Target> For(Spec.Precision precision) =>
        precision == Spec.Precision.Float64 ? [Reference] : [Wide, Medium, Narrow, Scalar];

    /// <summary>Register tiles for rows of so many vectors.</summary>
    public TileTable Tiles(int vectors) => TileTable.For(Lanes, vectors);

    /// <summary>Vectors of inputs that tiles of weight gradients take, most first. All of them are loaded from one place: 4 × 3 sums suit 16 registers best.</summary>
    public IReadOnlyList<int> GradientTiles => Lanes switch
    {
        8 => [3, 2, 1],
        4 => [2, 1],
        _ => [4, 2, 1],
    };

    /// <summary>
    /// The C# condition under which a multiply-add takes one element of a vector as a factor, so that no tile has to broadcast it; empty if there is
    /// no such instruction. A broadcast would take the place of a multiply-add there.
    /// </summary>
    public string ByElement { get; init; } = "";

    /// <summary>
    /// Rows of inputs that tiles of weight gradients read again and again. With a line of outputs beside each they fill the 32 KiB of a nearest
    /// cache at most; the fewer there are, the more often gradients are loaded and stored.
    /// </summary>
    public int GradientRows => Lanes == 16 ? 96 : 128;
}
