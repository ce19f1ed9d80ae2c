using System.Reflection;
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

    /// <inheritdoc cref="CompiledAssembly.Load"/>
    public Assembly Load()
    {
        CompiledAssembly.ThrowOnErrors(Errors);
        return CompiledAssembly.Load(Compilation);
    }
}
