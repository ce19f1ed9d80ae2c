using Microsoft.CodeAnalysis;
using RnnGen.Compiler.Spec;

namespace RnnGen.Generator.Diagnostics;

/// <summary>One thing to say about a declaration, at the attribute it concerns.</summary>
internal sealed record Finding(DiagnosticDescriptor Descriptor, Place Place, EquatableArray<string> Arguments)
{
    public Finding(DiagnosticDescriptor descriptor, SyntaxNode syntax, params string[] arguments)
        : this(descriptor, Place.Of(syntax), arguments)
    {
    }

    public bool IsError => Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    public Diagnostic ToDiagnostic() => ToDiagnostic(Place.ToLocation());

    public Diagnostic ToDiagnostic(Location location) => Diagnostic.Create(Descriptor, location, [.. Arguments]);
}
