using System.Globalization;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// A hash of what two models must share to exchange weights: the kinds of layers with their sizes, and the parameters' names and
/// shapes. FNV-1a over the text, 64 bits.
/// </summary>
internal static class ContractHash
{
    public static string Of(CompiledNetwork network)
    {
        var text = string.Join("\n", network.Rows.Where(r => r.Parameters + r.Untrained > 0).Select(r => r.Name + ": " + r.Kind)
            .Concat(network.Parameters.Select(p => $"{p.Name} [{Literal.Of(p.Rows)}, {Literal.Of(p.Columns)}]")));
        var hash = 14695981039346656037UL;
        foreach (var character in text) hash = unchecked((hash ^ character) * 1099511628211UL);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
