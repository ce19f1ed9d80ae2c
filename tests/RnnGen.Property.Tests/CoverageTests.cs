using PropertyTests.Generation;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace PropertyTests;

/// <summary>What the random models consist of: nothing that can be declared is missing.</summary>
public class CoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void NothingIsNeverDrawn()
    {
        var coverage = new Coverage();
        var seeds = RandomModels.All.Length == 1 ? Enumerable.Range(0, RandomModels.Usual) : RandomModels.All;
        foreach (var spec in seeds.Select(RandomModel.Of))
        {
            coverage.AddDeclaration(spec);
            coverage.AddOperations(spec);
        }

        foreach (var (entry, count) in coverage.Counts) output.WriteLine($"{entry,-60} {count,6}");
        var missing = coverage.Counts.Where(c => c.Value == 0).Select(c => c.Key).ToArray();
        Assert.True(missing.Length == 0, "Never drawn: " + string.Join(", ", missing));
    }

    [Fact]
    public void TheSameSeedDrawsTheSameModel()
    {
        foreach (var seed in Enumerable.Range(0, 40)) Assert.Equal(RandomModel.Of(seed), RandomModel.Of(seed));
    }

    [Fact]
    public void EveryKindOfLayerHasItsLine()
    {
        var kinds = typeof(LayerSpec).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(LayerSpec)));
        Assert.Equal(kinds.Select(k => k.Name).Order(StringComparer.Ordinal), LayerKind.All.Select(k => k.Spec.Name).Order(StringComparer.Ordinal));
    }
}
