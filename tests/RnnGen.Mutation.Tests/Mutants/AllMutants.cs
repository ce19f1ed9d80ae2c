namespace Mutation.Mutants;

/// <summary>
/// All mutants: of every adjoint rule by machine, of everything else by hand. A row for something new: the file, a text that
/// occurs there once, what it becomes, why that is wrong, and the check that should find it. A mutant that ends a loop nowhere or writes
/// outside of its memory takes the test process with it: choose another.
/// </summary>
internal static class AllMutants
{
    /// <summary>Whether the variable RNNGEN_NIGHTLY is 1: all mutants, and all checks on those that should change nothing.</summary>
    public static bool Nightly { get; } = Environment.GetEnvironmentVariable("RNNGEN_NIGHTLY") == "1";

    private const int UsualShare = 10;

    public static IReadOnlyList<Mutant> List { get; } =
    [
        .. MechanicalMutants.List(Nightly),
        .. AutodiffMutants.List, .. PassMutants.List, .. LayerMutants.List, .. NormMutants.List, .. VariantMutants.List, .. SequenceMutants.List, .. ActivationMutants.List, .. MaskMutants.List, .. LossMutants.List, .. ProgramMutants.List, .. EmissionMutants.List,
    ];

    /// <summary>Those to run: nightly all, else every tenth; while one is being written, those whose names contain the variable RNNGEN_MUTANTS.</summary>
    public static IEnumerable<Mutant> Chosen => Environment.GetEnvironmentVariable("RNNGEN_MUTANTS") is { Length: > 0 } part
        ? List.Where(m => m.Id.Contains(part, StringComparison.Ordinal))
        : List.Where((_, i) => Nightly || i % UsualShare == 0);
}
