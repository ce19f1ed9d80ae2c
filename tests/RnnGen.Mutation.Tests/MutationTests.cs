using Mutation.Compiling;
using Mutation.Judge;
using Mutation.Mutants;
using Xunit.Abstractions;

namespace Mutation;

public class MutationTests(ITestOutputHelper output)
{
    [Fact]
    public void TheCompilerAsItIsPasses()
    {
        using var models = new MutatedModels(null);
        models.Prepare(AllChecks.List.SelectMany(check => check.Models));
        var failures = new List<string>();
        foreach (var check in AllChecks.List)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var failure = Record.Exception(() => check.Run(models));
            output.WriteLine($"{watch.ElapsedMilliseconds} ms {check.Name}: {failure?.Message ?? "passes"}");
            if (failure is not null) failures.Add(check.Name + failure);
        }

        Assert.Empty(failures);
    }
}
