using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Compiler.Spec;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Declarations;

/// <summary>
/// A class with [Model], parsed. Only <see cref="Spec"/> may enter the incremental pipeline; the rest holds syntax.
/// </summary>
/// <param name="Spec">What the compiler gets; null if the declaration has an error.</param>
/// <param name="Findings">What there is to say about it.</param>
/// <param name="Model">The [Model] attribute.</param>
/// <param name="Layers">The attributes of the layers, in order.</param>
internal sealed record Declaration(
    ModelSpec? Spec,
    IReadOnlyList<Finding> Findings,
    AttributeSyntax Model,
    IReadOnlyList<AttributeSyntax> Layers)
{
    /// <summary>The finding for an error of the compiler, at the attribute of the layer it names.</summary>
    public Finding Find(SpecException error) => Find(error, Model, Layers);

    public static Finding Find(SpecException error, AttributeSyntax model, IReadOnlyList<AttributeSyntax> layers) =>
        new(SpecDescriptors.Of(error.Rule), error.Layer < 0 ? model : layers[error.Layer], [.. error.Arguments]);
}
