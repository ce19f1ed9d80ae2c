using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Compiler.Spec;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Declarations;

/// <summary>
/// A class with [Model], parsed. Only <see cref="Spec"/> may enter the incremental pipeline; the rest holds syntax.
/// </summary>
/// <param name="Draft">What the attributes say, right or wrong; null where they say nothing that could be checked further.</param>
/// <param name="Findings">What the text alone tells is wrong with it.</param>
/// <param name="Model">The [Model] attribute.</param>
/// <param name="Inputs">The attributes of the inputs, in order.</param>
/// <param name="Layers">Those of the layers.</param>
/// <param name="Losses">Those of the losses.</param>
internal sealed record Declaration(
    ModelSpec? Draft,
    IReadOnlyList<Finding> Findings,
    AttributeSyntax Model,
    IReadOnlyList<AttributeSyntax> Inputs,
    IReadOnlyList<AttributeSyntax> Layers,
    IReadOnlyList<AttributeSyntax> Losses)
{
    /// <summary>What the compiler gets; null if the declaration has an error.</summary>
    public ModelSpec? Spec => HasErrors ? null : Draft;

    public bool HasErrors => Findings.Any(finding => finding.IsError);

    /// <summary>What the compiler says, at the attribute it is about.</summary>
    public Finding Find(SpecException error) => new(
        SpecDescriptors.Of(error.Rule),
        error.Part switch
        {
            SpecPart.Input => Inputs[error.Index],
            SpecPart.Layer => Layers[error.Index],
            SpecPart.Loss => Losses[error.Index],
            _ => Model,
        },
        [.. error.Arguments]);
}
