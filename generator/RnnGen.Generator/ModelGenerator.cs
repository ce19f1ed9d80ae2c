using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Compiler;
using RnnGen.Compiler.Spec;
using RnnGen.Generator.Declarations;

namespace RnnGen.Generator;

/// <summary>
/// Compiles every class with [Model]. It stays silent: a declaration with an error yields no file, and
/// <see cref="ModelAnalyzer"/> says why. Only values with value equality flow through the pipeline, so that an edit which
/// leaves the declaration as it was compiles nothing.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
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

        var files = specs
            .Select(static (spec, cancellation) => Compile(spec, cancellation))
            .WithTrackingName(TrackingNames.Files);

        context.RegisterSourceOutput(files, static (production, files) =>
        {
            foreach (var file in files) production.AddSource(file.HintName, file.Text);
        });
    }

    private static EquatableArray<GeneratedFile> Compile(ModelSpec spec, CancellationToken cancellation)
    {
        try
        {
            return ModelCompiler.Compile(spec, cancellation);
        }
        catch (SpecException)
        {
            return default;
        }
    }
}
