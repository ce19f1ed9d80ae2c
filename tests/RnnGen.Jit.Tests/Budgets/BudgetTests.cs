using Xunit.Abstractions;

namespace RnnGen.Jit.Tests.Budgets;

/// <summary>
/// The size of what is generated for the networks of the benchmarks, as text and as machine code, has budgets. The table is printed:
/// <c>dotnet test -c Release tests/RnnGen.Jit.Tests --filter FullyQualifiedName~Budget --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(MinOptsTests.Runs), MemberType = typeof(MinOptsTests))]
    public void No_network_takes_more_than_its_budget(string widest, string? off)
    {
        var run = MinOptsTests.Run(widest, off, Workout.Networks);
        Assert.DoesNotContain(run.Generated, method => method.IsMinOpts);
        Assert.DoesNotContain(run.Generated, method => method.IlSize > MinOptsTests.LargestIl);

        output.WriteLine($"{run.InstructionSet,-14}{"text KB",9}{"lines",8}{"file KB",9}{"methods",9}{"IL KB",8}{"code KB",9}  largest method (bytes of code, of IL)");
        var exceeded = "";
        foreach (var budget in Budget.All)
        {
            var text = GeneratedText.Of(NetworksWorkout.Namespace + budget.Network);
            var methods = run.Generated.Where(m => m.IsOf(NetworksWorkout.Namespace + budget.Network)).ToList();
            var (il, code, largest) = (methods.Sum(m => m.IlSize) / 1e3, methods.Sum(m => m.CodeSize) / 1e3, methods.MaxBy(m => m.CodeSize)!);
            output.WriteLine($"{budget.Network,-14}{text.Kilobytes,9:F1}{text.Lines,8}{text.Largest,9:F1}{methods.Count,9}{il,8:F1}{code,9:F1}  {largest.ShortName} ({largest.CodeSize}, {largest.IlSize})");
            exceeded += budget.Exceeded(text, methods);
        }

        Assert.True(exceeded.Length == 0, exceeded);
    }
}
