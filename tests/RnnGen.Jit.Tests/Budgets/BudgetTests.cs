using Xunit.Abstractions;

namespace RnnGen.Jit.Tests.Budgets;

/// <summary>
/// The size of what is generated for the networks of the benchmarks, as text and as machine code, has budgets. The table is printed:
/// <c>dotnet test -c Release tests/RnnGen.Jit.Tests --filter FullyQualifiedName~Budget --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    private const string Namespace = "RnnGen.Benchmarks.Workloads.";

    [Theory]
    [MemberData(nameof(MinOptsTests.Runs), MemberType = typeof(MinOptsTests))]
    public void No_network_takes_more_than_its_budget(string widest, string? off)
    {
        var run = MinOptsTests.Run(widest, off, Workout.Networks);
        Assert.DoesNotContain(run.Generated, method => method.IsMinOpts);
        Assert.DoesNotContain(run.Generated, method => method.IlSize > MinOptsTests.LargestIl);

        output.WriteLine($"{run.InstructionSet,-14}{"text KB",9}{"lines",8}{"methods",9}{"code KB",9}  largest method (bytes of code, of IL)");
        Assert.All(Budget.All, budget =>
        {
            var text = GeneratedText.Of(Namespace + budget.Network);
            var methods = run.Generated.Where(m => m.IsOf(Namespace + budget.Network)).ToList();
            var (code, largest) = (methods.Sum(m => m.CodeSize) / 1e3, methods.MaxBy(m => m.CodeSize)!);
            output.WriteLine($"{budget.Network,-14}{text.Kilobytes,9:F1}{text.Lines,8}{methods.Count,9}{code,9:F1}  {largest.ShortName} ({largest.CodeSize}, {largest.IlSize})");

            Assert.InRange(text.Kilobytes, 0, budget.Text);
            Assert.InRange(code, 0, budget.Code);
            Assert.InRange(largest.CodeSize, 0, budget.Method);
        });
    }
}
