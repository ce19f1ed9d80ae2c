using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Cells;
using RnnGen.Compiler.Layers;
using RnnGen.Generator.Declarations.Cells;
using RnnGen.TestKit;

namespace Conformance.Cells;

/// <summary>The cells of the folder Written, twice: as the generator reads them from their source, and as they run in this process.</summary>
internal static class WrittenCells
{
    private const string Namespace = "Conformance.Cells.Written.";

    private static readonly Lazy<CSharpCompilation> Source = new(() =>
    {
        var assembly = typeof(WrittenCells).Assembly;
        return GeneratorHost.Compilation(
            assembly.GetManifestResourceNames().Where(name => name.StartsWith("Written", StringComparison.Ordinal)).Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return (name, reader.ReadToEnd());
            }),
            new GeneratorHostOptions());
    });

    /// <summary>The equations of a cell.</summary>
    public static CellEquations Equations(string cell)
    {
        var parsed = CellParser.Parse(Source.Value.GetTypeByMetadataName(Namespace + cell), Source.Value, CancellationToken.None);
        Assert.Empty(parsed.Problems);
        Assert.False(parsed.IsBroken);
        return parsed.Equations;
    }

    /// <summary>A layer of such cells.</summary>
    public static CellSpec Spec(string cell, string name, int units) => new(name, units, Equations(cell));

    /// <summary>One step of the method itself.</summary>
    public static CellVector[] Step(string cell, CellInput x, CellVector[] states, CellWeights weights)
    {
        var step = Type.GetType(Namespace + cell, throwOnError: true)!.GetMethod("Step", BindingFlags.Public | BindingFlags.Static)!;
        var result = step.Invoke(null, [x, .. states, weights]);
        return result is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => (CellVector)tuple[i]!)] : [(CellVector)result!];
    }
}
