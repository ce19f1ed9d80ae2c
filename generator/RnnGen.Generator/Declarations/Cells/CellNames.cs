using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Compiler.Layers;

namespace RnnGen.Generator.Declarations.Cells;

/// <summary>The names of a cell's states and vectors, which become parts of identifiers and of files.</summary>
internal sealed class CellNames
{
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public CellNames()
    {
        foreach (var tensor in new[] { "weight_ih", "weight_hh", "bias_ih", "bias_hh" }) _taken.Add(Identifier.Pascal(tensor), $"the parameter '{tensor}'");
    }

    /// <summary>What is wrong with a state's name; null if nothing is. Its tensors are h, h0 before the first step and hn after the last.</summary>
    public string? AddState(string name)
    {
        foreach (var tensor in new[] { name, name + "0", name + "n" })
        {
            if (Add(tensor, $"the state '{name}'") is { } wrong) return wrong;
        }

        return null;
    }

    /// <summary>What is wrong with a vector's name.</summary>
    public string? AddVector(string name) => SyntaxFacts.IsValidIdentifier(name) ? Add(name, $"the vector '{name}'") : "a vector's name is a C# identifier";

    private string? Add(string name, string what)
    {
        var identifier = Identifier.Pascal(name);
        if (_taken.TryGetValue(identifier, out var other)) return $"it collides with {other}";
        _taken.Add(identifier, what);
        return null;
    }
}
