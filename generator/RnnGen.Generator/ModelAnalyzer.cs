using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Compiler;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator;

/// <summary>Says what is wrong with a declaration, by the parsing and lowering that <see cref="ModelGenerator"/> runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

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

        if (!attributes.Any(attribute => attribute.IsModel))
        {
            foreach (var stray in attributes)
                context.ReportDiagnostic(new Finding(Descriptors.NoModel, stray.Syntax, type.Name, stray.Kind).ToDiagnostic());
            return;
        }

        var declaration = DeclarationParser.Parse(type, context.Compilation, context.CancellationToken);
        foreach (var finding in declaration.Findings) context.ReportDiagnostic(finding.ToDiagnostic());

        if (declaration.Draft is not { } draft) return;
        foreach (var said in ModelCompiler.Validate(draft, context.CancellationToken).Where(said => said.IsError || !declaration.HasErrors))
            context.ReportDiagnostic(declaration.Find(said).ToDiagnostic());
    }
}
