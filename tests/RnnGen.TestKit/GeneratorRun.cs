using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.TestKit;

/// <summary>What came of a run of the compiler with the generator.</summary>
/// <param name="Diagnostics">Of the C# compiler, the generator and the analyzer, in the order of the text; none is hidden or suppressed.</param>
/// <param name="Compilation">The compilation with the generated files.</param>
/// <param name="Result">The files, and what each step of the pipeline did.</param>
public sealed record GeneratorRun(
    IReadOnlyList<Diagnostic> Diagnostics,
    CSharpCompilation Compilation,
    GeneratorDriverRunResult Result)
{
    /// <summary>Generated text by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } = Result.Results
        .SelectMany(static result => result.GeneratedSources)
        .ToDictionary(static file => file.HintName, static file => file.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>Diagnostics that keep the source from compiling.</summary>
    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>
    /// Loads the compiled assembly, which shares RnnGen.dll with the caller. It is never unloaded: code in a collectible
    /// context is compiled differently from that of a program.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are errors; the message lists them.</exception>
    public Assembly Load()
    {
        ThrowOnErrors(Errors);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = Compilation.Emit(image, symbols);
        if (!emitted.Success) ThrowOnErrors(emitted.Diagnostics);

        image.Position = 0;
        symbols.Position = 0;
        return new AssemblyLoadContext(Compilation.AssemblyName).LoadFromStream(image, symbols);
    }

    private static void ThrowOnErrors(IEnumerable<Diagnostic> errors)
    {
        var lines = errors.Select(static error => error.ToString()).ToList();
        if (lines.Count > 0) throw new InvalidOperationException("The source does not compile:\n" + string.Join("\n", lines));
    }
}
