namespace RnnGen.Compiler.Layers;

/// <summary>C# identifiers made of layer and value names.</summary>
public static class Identifier
{
    /// <summary><c>gru1.weight_ih_l0</c> → <c>Gru1WeightIhL0</c>.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('.', '_').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p.Substring(1)));

    /// <summary><c>gru1.dr</c> → <c>gru1Dr</c>; keywords get an @.</summary>
    public static string Camel(string name)
    {
        var pascal = Pascal(name);
        return char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
    }
}
