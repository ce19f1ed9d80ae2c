using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Compiler;
using RnnGen.Compiler.Spec;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator;

/// <summary>
/// Compiles every class with [Model]. A declaration with an error yields no file and says why; warnings are the matter of <see cref="ModelAnalyzer"/>.
/// Where the compiler itself fails, that must not cost the code of other models. Only values with value equality flow through the pipeline, so that
/// an edit which leaves the declaration as it was compiles nothing, and one that leaves its place checks nothing.
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
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclaredAttribute.ModelMetadataName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (model, cancellation) => DeclarationParser.Parse((INamedTypeSymbol)model.TargetSymbol, model.SemanticModel.Compilation, cancellation))
            .WithTrackingName(TrackingNames.Declaration);

        context.RegisterSourceOutput(declarations, static (production, declaration) =>
        {
            foreach (var error in declaration.Check(production.CancellationToken).Where(finding => finding.IsError)) production.ReportDiagnostic(error.ToDiagnostic());
        });

        var specs = declarations
            .Select(static (declaration, _) => declaration.Spec)
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
