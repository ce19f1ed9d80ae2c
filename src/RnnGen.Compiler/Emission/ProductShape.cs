namespace RnnGen.Compiler.Emission;

/// <summary>A shape of product kernel.</summary>
/// <param name="Results">Results side by side.</param>
/// <param name="Vectors">Blocks of units per result.</param>
/// <param name="Lanes">Units per block.</param>
/// <param name="Parts">Parts of every sum.</param>
/// <param name="IsSideBySide">Whether blocks lie side by side.</param>
/// <param name="Ahead">Whether the weights are so many that those of the next panel are fetched ahead.</param>
internal readonly record struct ProductShape(int Results, int Vectors, int Lanes, int Parts, bool IsSideBySide, bool Ahead)
{
    public string Name => $"Product{Literal.Of(Results)}x{Literal.Of(Vectors)}w{Literal.Of(Lanes)}{(Parts > 1 ? "In" + Literal.Of(Parts) : "")}{(Ahead ? "Ahead" : "")}";

    /// <summary>Units of a result.</summary>
    public int Width => Vectors * Lanes;

    /// <summary>Units of all results: the length of the biases of a panel.</summary>
    public int RowLength => Results * Width;

    public int Blocks => Results * Vectors;
}
