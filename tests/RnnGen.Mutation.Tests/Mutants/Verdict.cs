using Mutation.Compiling;
using Mutation.Judge;

namespace Mutation.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Killer">The check or stage that found it; null if nothing did.</param>
/// <param name="Message">What it said.</param>
/// <param name="Stale">Whether there was nothing to judge: the mutation does not apply.</param>
internal sealed record Verdict(Mutant Mutant, string? Killer, string Message, bool Stale = false)
{
    /// <summary>Runs the mutant's own check first and then all others, until one objects.</summary>
    public static Verdict On(Mutant mutant)
    {
        try
        {
            // What should change nothing has to pass all checks, which takes as long as ten others: it is left to the night.
            if (mutant.Equivalent && !AllMutants.Nightly)
            {
                _ = CompilerSources.Compile(mutant);
                return new Verdict(mutant, null, "not run");
            }

            using var models = new MutatedModels(mutant);
            return On(mutant, models);
        }
        catch (StaleMutantException stale)
        {
            return new Verdict(mutant, null, stale.Message, Stale: true);
        }
    }

    private static Verdict On(Mutant mutant, MutatedModels models)
    {
        var first = AllChecks.Named(mutant.First);
        var others = AllChecks.List.Where(check => check != first).ToArray();
        return Objection(mutant, models, [first]) ?? Objection(mutant, models, others) ?? new Verdict(mutant, null, "");
    }

    private static Verdict? Objection(Mutant mutant, MutatedModels models, Check[] checks)
    {
        try
        {
            models.Prepare(checks.SelectMany(check => check.Models));
        }
        catch (NoModelException error)
        {
            return new Verdict(mutant, error.Stage, error.Message);
        }

        foreach (var check in checks)
        {
            try
            {
                check.Run(models);
            }
            catch (Exception error)
            {
                return new Verdict(mutant, check.Name, error.Message);
            }
        }

        return null;
    }
}
