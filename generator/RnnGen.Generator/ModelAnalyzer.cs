using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator;

/// <summary>
/// Gives warnings and hints on declarations, which a project may suppress. Errors are the matter of <see cref="ModelGenerator"/>: no analyzer is asked
/// where other code does not compile, because it names what the generated part would have declared.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Descriptors.All.Where(descriptor => descriptor.DefaultSeverity != DiagnosticSeverity.Error).ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var attributes = DeclaredAttribute.Of(type, context.Compilation, context.CancellationToken);
        if (attributes.Count == 0) return;

        var findings = attributes.Any(attribute => attribute.IsModel)
            ? DeclarationParser.Parse(type, context.Compilation, context.CancellationToken).Check(context.CancellationToken).Where(finding => !finding.IsError)
            : attributes.Select(stray => new Finding(Descriptors.NoModel, stray.Syntax, type.Name, stray.Kind));
        var trees = type.DeclaringSyntaxReferences.Select(part => part.SyntaxTree);
        foreach (var finding in findings) context.ReportDiagnostic(finding.ToDiagnostic(finding.Place.In(trees)));
    }
}
