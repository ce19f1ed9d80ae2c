using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Compiler;
using RnnGen.Compiler.Spec;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>A defect of the compiler, which one model brings about, costs the code of that model only.</summary>
public class DefectTests
{
    [Fact]
    public void Is_reported_with_the_class_and_leaves_the_other_models()
    {
        var result = Run(static (spec, cancellation) =>
            spec.Name == "Forecaster" ? throw new InvalidOperationException("no room for %7") : ModelCompiler.Compile(spec, cancellation));

        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("RNN032", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("'Forecaster' could not be compiled", message);
        Assert.Contains("please report it", message);
        Assert.EndsWith("InvalidOperationException: no room for %7", message);
        Assert.NotEmpty(result.GeneratedTrees);
        Assert.All(result.GeneratedTrees, tree => Assert.Contains("RidershipForecaster", tree.FilePath));
    }

    [Fact]
    public void A_mistake_of_the_declaration_is_none()
    {
        var result = Run(static (spec, _) => throw new SpecException(SpecRule.NoLayers, -1, spec.Name));

        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.GeneratedTrees);
    }

    [Fact]
    public void A_cancelled_run_is_none() =>
        Assert.Throws<OperationCanceledException>(() => Run(static (_, _) => throw new OperationCanceledException(), new CancellationToken(canceled: true)));

    private static GeneratorDriverRunResult Run(Func<ModelSpec, CancellationToken, EquatableArray<GeneratedFile>> compile, CancellationToken cancellation = default)
    {
        var source = Declarations.Ridership + Declarations.WithLayers("[Dense(1)]").Replace("using RnnGen;", "", StringComparison.Ordinal);
        return CSharpGeneratorDriver.Create([new ModelGenerator(compile).AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12))
            .RunGenerators(GeneratorHost.Compilation(source), cancellation).GetRunResult();
    }
}
