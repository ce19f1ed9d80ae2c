using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>A shape of product kernel: results side by side, blocks of units per result, units per block.</summary>
internal readonly record struct ProductShape(int Results, int Vectors, int Lanes)
{
    public string Name => $"Product{Literal.Of(Results)}x{Literal.Of(Vectors)}w{Literal.Of(Lanes)}";

    /// <summary>Units of a result.</summary>
    public int Width => Vectors * Lanes;

    /// <summary>Units of all results: the length of the biases of a panel.</summary>
    public int RowLength => Results * Width;

    public int Blocks => Results * Vectors;

    /// <summary>Parts of every sum.</summary>
    public int Parts => PanelRun.PartsOf(Blocks, Lanes);
}
