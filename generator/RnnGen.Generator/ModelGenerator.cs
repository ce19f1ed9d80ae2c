using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Compiler;
using RnnGen.Compiler.Spec;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator;

/// <summary>
/// Compiles every class with [Model]. A declaration with an error yields no file, and <see cref="ModelAnalyzer"/> says why; only
/// where the compiler itself fails, which must not cost the code of other models, the generator speaks. Only values with value equality
/// flow through the pipeline, so that an edit which leaves the declaration as it was compiles nothing.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    private readonly Func<ModelSpec, CancellationToken, EquatableArray<GeneratedFile>> _compile;

    public ModelGenerator()
        : this(ModelCompiler.Compile)
    {
    }

    /// <summary>With another compiler, for tests of what happens when it fails.</summary>
    internal ModelGenerator(Func<ModelSpec, CancellationToken, EquatableArray<GeneratedFile>> compile) => _compile = compile;

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var specs = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclaredAttribute.ModelMetadataName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (model, cancellation) => DeclarationParser
                    .Parse((INamedTypeSymbol)model.TargetSymbol, model.SemanticModel.Compilation, cancellation).Spec)
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!)
            .WithTrackingName(TrackingNames.Spec);

        var models = specs.Select(Compile).WithTrackingName(TrackingNames.Files);

        context.RegisterSourceOutput(models, static (production, model) =>
        {
            foreach (var file in model.Files) production.AddSource(file.HintName, file.Text);
            if (model.Defect is { } defect) production.ReportDiagnostic(Diagnostic.Create(Descriptors.Defect, Location.None, model.Name, defect));
        });
    }

    private CompiledModel Compile(ModelSpec spec, CancellationToken cancellation)
    {
        try
        {
            return new CompiledModel(spec.Name, _compile(spec, cancellation), null);
        }
        catch (SpecException)
        {
            return new CompiledModel(spec.Name, default, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new CompiledModel(spec.Name, default, $"{error.GetType().Name}: {error.Message}");
        }
    }
}
