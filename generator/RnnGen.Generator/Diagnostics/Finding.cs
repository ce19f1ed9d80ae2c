using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics;

/// <summary>One thing to say about a declaration, at the attribute it concerns.</summary>
internal sealed class Finding(DiagnosticDescriptor descriptor, SyntaxNode syntax, params string[] arguments)
{
    public bool IsError => descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    public Diagnostic ToDiagnostic() => Diagnostic.Create(descriptor, syntax.GetLocation(), [.. arguments]);
}
