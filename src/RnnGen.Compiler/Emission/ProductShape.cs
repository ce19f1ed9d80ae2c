using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>A shape of product kernel.</summary>
/// <param name="Results">Results side by side.</param>
/// <param name="Vectors">Blocks of units per result.</param>
/// <param name="Lanes">Units per block.</param>
/// <param name="Ahead">Whether the weights are so many that those of the next panel are fetched ahead.</param>
internal readonly record struct ProductShape(int Results, int Vectors, int Lanes, bool Ahead)
{
    public string Name => $"Product{Literal.Of(Results)}x{Literal.Of(Vectors)}w{Literal.Of(Lanes)}{(Ahead ? "Ahead" : "")}";

    /// <summary>Units of a result.</summary>
    public int Width => Vectors * Lanes;

    /// <summary>Units of all results: the length of the biases of a panel.</summary>
    public int RowLength => Results * Width;

    public int Blocks => Results * Vectors;

    /// <summary>Parts of every sum.</summary>
    public int Parts => PanelRun.PartsOf(Blocks, Lanes);
}
