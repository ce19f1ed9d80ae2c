using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Mutation.Mutants;

namespace Mutation.Compiling;

/// <summary>
/// The compiler's sources, parsed once; a mutant replaces one tree. The texts were embedded when this project was built, so that they are
/// those of the compiler it was built with.
/// </summary>
internal static class CompilerSources
{
    /// <summary>What the projects of this solution import by themselves.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    /// <summary>The compiler's files by their paths in its folder: <c>Passes/FoldSums.cs</c>.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = Read("compiler/");

    private static readonly Dictionary<string, SyntaxTree> Trees = Files.ToDictionary(f => f.Key, f => Parse(f.Value), StringComparer.Ordinal);

    private static readonly CSharpCompilation Unchanged = Compilation("RnnGen.Compiler", [.. Trees.Values, Parse(ImplicitUsings)], References.Framework);

    /// <summary>The judged declarations, an assembly of their own for every compiler: a mutation changes no signature.</summary>
    public static byte[] Judged { get; } = Emit(Compilation(
        "Judged", Read("judged/").Values.Append(ImplicitUsings).Select(Parse), [.. References.Framework, Unchanged.ToMetadataReference()]));

    private static CSharpCompilation Compilation(string name, IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        name,
        trees,
        references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Debug,
            warningLevel: 0,
            nullableContextOptions: NullableContextOptions.Annotations,
            concurrentBuild: false));

    /// <summary>The parsed file, for mutants that are made mechanically.</summary>
    public static CompilationUnitSyntax Tree(string file) => (CompilationUnitSyntax)Trees[file].GetRoot();

    /// <summary>The compiler with a mutation, or as it is.</summary>
    /// <exception cref="StaleMutantException">The mutation does not apply: its text is not there, or there twice, or what comes out is no C#.</exception>
    public static byte[] Compile(Mutant? mutant) =>
        Emit(mutant is null ? Unchanged : Unchanged.ReplaceSyntaxTree(Trees[FileOf(mutant)], Parse(mutant.Apply(Files[mutant.File]))));

    private static byte[] Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (emitted.Success) return image.ToArray();
        throw new StaleMutantException("The mutated compiler does not compile: " + emitted.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error));
    }

    private static string FileOf(Mutant mutant) =>
        Trees.ContainsKey(mutant.File) ? mutant.File : throw new StaleMutantException($"There is no file {mutant.File}.");

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Parsing);

    private static Dictionary<string, string> Read(string prefix)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files.Add(name[prefix.Length..].Replace('\\', '/'), reader.ReadToEnd());
        }

        return files;
    }
}
