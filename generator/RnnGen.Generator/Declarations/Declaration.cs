using RnnGen.Compiler;
using RnnGen.Compiler.Spec;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Declarations;

/// <summary>A class with [Model], parsed.</summary>
/// <param name="Draft">What the attributes say, right or wrong; null where they say nothing that could be checked further.</param>
/// <param name="Findings">What the text alone tells is wrong with it.</param>
/// <param name="Model">Where [Model] stands.</param>
/// <param name="Inputs">Where the inputs stand, in order.</param>
/// <param name="Layers">The layers.</param>
/// <param name="Losses">The losses.</param>
internal sealed record Declaration(
    ModelSpec? Draft,
    EquatableArray<Finding> Findings,
    Place Model,
    EquatableArray<Place> Inputs,
    EquatableArray<Place> Layers,
    EquatableArray<Place> Losses)
{
    /// <summary>What the compiler gets; null if the text alone tells of an error.</summary>
    public ModelSpec? Spec => HasErrors ? null : Draft;

    private bool HasErrors => Findings.Any(finding => finding.IsError);

    /// <summary>All there is to say, by the compiler too; its warnings would only be noise beside an error.</summary>
    public IEnumerable<Finding> Check(CancellationToken cancellation) => Draft is null
        ? Findings
        : Findings.Concat(ModelCompiler.Validate(Draft, cancellation).Where(said => said.IsError || !HasErrors).Select(Find));

    /// <summary>What the compiler says, at the attribute it is about.</summary>
    private Finding Find(SpecException error) => new(
        SpecDescriptors.Of(error.Rule),
        error.Part switch
        {
            SpecPart.Input => Inputs[error.Index],
            SpecPart.Layer => Layers[error.Index],
            SpecPart.Loss => Losses[error.Index],
            _ => Model,
        },
        error.Arguments.ToArray());
}
