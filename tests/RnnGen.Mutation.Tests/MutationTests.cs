using System.Collections.Concurrent;
using System.Diagnostics;
using Mutation.Compiling;
using Mutation.Judge;
using Mutation.Mutants;
using Xunit.Abstractions;

namespace Mutation;

/// <summary>
/// The tests' own test: a compiler that is wrong in one place is found out. Every mutant is the compiler with one textual replacement,
/// compiled in memory; a small conformance suite must object to it, unless it was declared to change no result.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    [Fact]
    public void TheCompilerAsItIsPasses()
    {
        using var models = new MutatedModels(null);
        models.Prepare(AllChecks.List.SelectMany(check => check.Models));
        foreach (var check in AllChecks.List)
        {
            var failure = Record.Exception(() => check.Run(models));
            Assert.True(failure is null, $"{check.Name}: {failure?.Message}");
        }
    }

    [Fact]
    public void EveryMutantIsFound()
    {
        var verdicts = new ConcurrentBag<Verdict>();
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(
            Partitioner.Create(AllMutants.Chosen, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            mutant => verdicts.Add(Verdict.On(mutant)));
        var table = Report.Write(verdicts, watch.Elapsed);
        output.WriteLine(table);
        Assert.Empty(verdicts.Where(v => v.Stale).Select(v => $"{v.Mutant.Id} is stale: {v.Message}"));
        Assert.Empty(verdicts.Where(v => !v.Stale && !v.Mutant.Equivalent && v.Killer is null).Select(v => $"{v.Mutant.Id} survives"));
        Assert.Empty(verdicts.Where(v => v.Mutant.Equivalent && v.Killer is not null).Select(v => $"{v.Mutant.Id} is not equivalent: {v.Killer}: {v.Message}"));
    }

    /// <summary>Also of those that this run does not judge.</summary>
    [Fact]
    public void EveryMutantHasItsPlace() =>
        Assert.All(AllMutants.List, mutant => Assert.NotEqual(CompilerSources.Files[mutant.File], mutant.Apply(CompilerSources.Files[mutant.File])));

    [Fact]
    public void MutantsHaveNamesOfTheirOwn() =>
        Assert.Empty(AllMutants.List.GroupBy(m => m.Id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));

    /// <summary>Every rule of differentiation has mutants by machine; every pass, every layer, and what stands around the rules has some by hand.</summary>
    [Fact]
    public void EveryPassEveryLayerAndEveryAdjointRuleHasMutants()
    {
        // It is a rewriter that changes nothing: all of them drop what no root needs.
        const string Unchanging = "Passes/DeadCode.cs";
        var mutated = AllMutants.List.Where(m => !m.Equivalent).Select(m => m.File).ToHashSet(StringComparer.Ordinal);
        var files = CompilerSources.Files.Keys.Where(f => f.StartsWith("Passes/", StringComparison.Ordinal) || f.StartsWith("Autodiff/", StringComparison.Ordinal)
            || f.StartsWith("Streaming/", StringComparison.Ordinal) || (f.StartsWith("Layers/", StringComparison.Ordinal) && f.EndsWith("Spec.cs", StringComparison.Ordinal)));
        Assert.Empty(files.Except(mutated).Except([Unchanging]));
        Assert.All(MechanicalMutants.Operations, operation => Assert.Contains(AllMutants.List, m => m.Id.StartsWith($"adjoint {operation} ", StringComparison.Ordinal)));
    }
}
