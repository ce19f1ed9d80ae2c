using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Generator;

namespace RnnGen.TestKit;

/// <summary>Compiles C# with the generator and the analyzer in memory, against the running framework and RnnGen.dll.</summary>
public static class GeneratorHost
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> Framework = new(static () =>
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return [
            .. trusted.Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == folder)
                .Append(typeof(ModelAttribute).Assembly.Location)
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ];
    });

    /// <summary>Compiles, generates and analyses one source file.</summary>
    public static GeneratorRun Run(string source, GeneratorHostOptions? options = null)
    {
        var input = Compilation(source, options);
        var driver = Driver(options).RunGeneratorsAndUpdateCompilation(input, out var output, out var fromGenerator);
        var analyzed = output.WithAnalyzers([new ModelAnalyzer()], options: null).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return new GeneratorRun(
            [
                .. output.GetDiagnostics().Concat(fromGenerator).Concat(analyzed)
                    .Where(diagnostic => diagnostic is { Severity: not DiagnosticSeverity.Hidden, IsSuppressed: false })
                    .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                    .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal),
            ],
            (CSharpCompilation)output,
            driver.GetRunResult());
    }

    /// <summary>The compilation before anything is generated.</summary>
    public static CSharpCompilation Compilation(string source, GeneratorHostOptions? options = null)
    {
        options ??= new GeneratorHostOptions();
        return Compilation(
            options.PackageUsings ? [("Source.cs", source), ("GlobalUsings.g.cs", PackageProps.GlobalUsings)] : [("Source.cs", source)],
            options);
    }

    /// <summary>A compilation of files as they are.</summary>
    public static CSharpCompilation Compilation(IEnumerable<(string Path, string Text)> files, GeneratorHostOptions options)
    {
        var parsing = new CSharpParseOptions(options.LanguageVersion);
        return CSharpCompilation.Create(
            options.AssemblyName,
            files.AsParallel().AsOrdered().Select(file => Parse(file.Text, file.Path, parsing)),
            Framework.Value.AddRange(options.References.Select(static assembly => MetadataReference.CreateFromFile(assembly.Location))),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: options.Optimization,
                checkOverflow: options.CheckedArithmetic,
                allowUnsafe: options.AllowUnsafe,
                nullableContextOptions: options.Nullable,
                generalDiagnosticOption: options.WarningsAsErrors ? ReportDiagnostic.Error : ReportDiagnostic.Default,
                deterministic: true));
    }

    /// <summary>A driver of the generator that records what each step of the pipeline did.</summary>
    public static GeneratorDriver Driver(GeneratorHostOptions? options = null) => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator()],
        parseOptions: new CSharpParseOptions((options ?? new GeneratorHostOptions()).LanguageVersion),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    // With an encoding, without which no debug information can be emitted.
    private static SyntaxTree Parse(string text, string path, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), options, path);
}
