namespace RnnGen.Compiler.Emission;

/// <summary>A group of products of one row, as a step of a stream computes them.</summary>
/// <param name="Name">The method.</param>
/// <param name="Driver">The group and how its weights lie.</param>
/// <param name="Turns">Whether a last argument says that the last panel comes first.</param>
internal sealed record RowProduct(string Name, ProductDriverEmitter Driver, bool Turns)
{
    /// <summary>The parameters of the method.</summary>
    /// <param name="real">The C# type of numbers.</param>
    public string Parameters(string real) =>
        string.Join(", ", Driver.Pointers.Select(p => $"{real}* {p}").Concat(Turns ? ["bool " + PanelLoop.Turned] : Array.Empty<string>()));

    /// <summary>The arguments of a call.</summary>
    /// <param name="pointers">The operands, the results and the weights, in the order of <see cref="ProductDriverEmitter.Pointers"/>.</param>
    /// <param name="turned">Whether the last panel comes first, as a C# expression.</param>
    public string Arguments(IEnumerable<string> pointers, string turned) => string.Join(", ", pointers.Concat(Turns ? [turned] : Array.Empty<string>()));
}
