using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator;

namespace RnnGen.TestKit;

/// <summary>
/// What came of a run of the generator. To bind the methods of a generated model takes far longer than everything else: it is left until a
/// test asks for <see cref="Diagnostics"/>.
/// </summary>
/// <param name="Compilation">The compilation with the generated files.</param>
/// <param name="Result">The files, and what each step of the pipeline did.</param>
public sealed record GeneratorRun(CSharpCompilation Compilation, GeneratorDriverRunResult Result)
{
    private readonly Lazy<IReadOnlyList<Diagnostic>> _diagnostics = new(() => Sorted([.. Analyzed(Compilation).GetAllDiagnosticsAsync().Result, .. Result.Diagnostics]));
    private readonly Lazy<IReadOnlyList<Diagnostic>> _said = new(() =>
    {
        var source = Compilation.GetSemanticModel(Compilation.SyntaxTrees[0]);
        return Sorted([.. Analyzed(Compilation).GetAnalysisResultAsync(source, filterSpan: null, CancellationToken.None).Result.GetAllDiagnostics(), .. Result.Diagnostics]);
    });

    /// <summary>Of the C# compiler, the generator and the analyzer, in the order of the text; none is hidden or suppressed.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics.Value;

    /// <summary>Those of the generator and the analyzer alone: whether C# accepts what was generated is not asked.</summary>
    public IReadOnlyList<Diagnostic> Said => _said.Value;

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

    private static CompilationWithAnalyzers Analyzed(Compilation compilation) => compilation.WithAnalyzers([new ModelAnalyzer()], options: null);

    private static IReadOnlyList<Diagnostic> Sorted(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .Where(static diagnostic => diagnostic is { Severity: not DiagnosticSeverity.Hidden, IsSuppressed: false })
            .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal),
    ];
}
