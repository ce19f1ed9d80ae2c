using Conformance.Models;
using RnnGen.Compiler;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>A learned row for every step: of a sequence, of its windows, of an image's pixels.</summary>
public class PositionTests(ITestOutputHelper output) : LayerTests(Positions, output)
{
    private const int Features = 3, MaxSteps = 80;

    private static readonly LayerCases Positions = new(
        "Positions",
        new(Specs.Sequence("Sequence", Features, LossKind.External, new PositionalEmbeddingSpec("position1", MaxSteps)), data => Each(data, 1)) { MaxSteps = MaxSteps },
        new(Specs.Sequence("Windows", Features, LossKind.External, new Pooling1DSpec("pool1", PoolingKind.Average, 1, 2), new PositionalEmbeddingSpec("position1", MaxSteps / 2)), data => Each(data, 2)) { MaxSteps = MaxSteps },
        new(
            Specs.Vector("Pixels", 3 * 4 * Features, LossKind.External, new Pooling2DSpec("pool1", PoolingKind.Maximum, 1, 1) { Height = 3, Width = 4 }, new PositionalEmbeddingSpec("position1", 12)),
            data => ImageReference.Each(data, 3, 4, x => [.. ImageReference.Flat(x).Zip(data["position1.weight"], (a, b) => a + b)])));

    [Fact]
    public void MoreStepsThanRowsAreRefused()
    {
        var model = Positions.Models.Double("Sequence");
        var error = Assert.Throws<ArgumentException>(() => Runner.Predict(model, Inputs.Random(model, 1, MaxSteps + 1, seed: 1)));
        Assert.Contains("steps is 81, but the model was declared for 80 at the most", error.Message);
    }

    [Theory]
    [InlineData(0, SpecRule.SizeNotPositive, "maxSteps")]
    [InlineData(3, SpecRule.Contradiction, "its input has 4 steps; the table needs a row for each")]
    public void ATableTooSmallIsRefused(int rows, SpecRule rule, string text)
    {
        var error = Assert.Single(ModelCompiler.Validate(Specs.Sequence("Refused", Features, LossKind.External, new PositionalEmbeddingSpec("position1", rows))));
        Assert.Equal(rule, error.Rule);
        Assert.Contains(text, error.Message);
    }

    [Fact]
    public void ThereIsNoStep() => Assert.Null(Positions.Models.Double("Sequence").Instance.GetType().GetMethod("Step"));

    private static double[] Each(LayerData data, int stride) =>
        [.. data.Rows("x", Features).SelectMany(sample => sample.Where((_, t) => t % stride == 0).SelectMany((x, t) => x.Select((v, i) => v + data["position1.weight"][(t * Features) + i])))];
}
