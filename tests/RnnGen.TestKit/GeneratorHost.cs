using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    /// <summary>Generates from one source file. What comes of it is compiled and analysed when it is asked for.</summary>
    public static GeneratorRun Run(string source, GeneratorHostOptions? options = null)
    {
        var driver = Driver(options).RunGeneratorsAndUpdateCompilation(Compilation(source, options), out var output, out _);
        return new GeneratorRun((CSharpCompilation)output, driver.GetRunResult());
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
            files.AsParallel().AsOrdered().Select(file => CSharpSyntaxTree.ParseText(file.Text, parsing, file.Path)),
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
}
