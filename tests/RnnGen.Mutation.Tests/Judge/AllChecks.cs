namespace Mutation.Judge;

/// <summary>
/// A small conformance suite. Its references do not come from the compiler: results of PyTorch's library, plain loops, differences of
/// a model's own outputs. A new kind of layer gets a model in <c>Judged/</c>, a check in one of the classes named here, and rows in
/// <c>Mutants/</c> for what could be wrong in its file.
/// </summary>
internal static class AllChecks
{
    public static IReadOnlyList<Check> List { get; } =
    [
        .. FixtureChecks.All, .. LossChecks.All, .. DerivativeChecks.All, .. LayerChecks.All, .. NormChecks.All, .. MaskChecks.All, .. DropoutChecks.All, .. OperationChecks.All,
        .. VariantChecks.All, .. CellChecks.All, .. ActivationChecks.All, .. AttentionChecks.All, .. SequenceChecks.All, .. StreamChecks.All, .. WindowChecks.All, .. RoundedChecks.All,
    ];

    public static Check Named(string name) => List.Single(check => check.Name == name);
}
