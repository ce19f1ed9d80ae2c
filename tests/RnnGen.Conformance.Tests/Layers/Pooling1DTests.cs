using Conformance.Models;
using RnnGen.Compiler;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>Windows along the steps: apart, overlapping and with gaps; what follows them has fewer steps, and a mask of its own.</summary>
public class Pooling1DTests(ITestOutputHelper output) : LayerTests(Pools, output)
{
    private const int Features = 3;

    private static readonly LayerCases Pools = new(
        "Windows",
        Case("Max", PoolingKind.Maximum, 2, 2),
        Case("MaxOverlap", PoolingKind.Maximum, 3, 1),
        Case("MaxGaps", PoolingKind.Maximum, 2, 3),
        Case("Average", PoolingKind.Average, 3, 2),
        Case("One", PoolingKind.Average, 1, 2),
        new(Model("Last", lengths: false, Pool(PoolingKind.Maximum, 2, 2), Sum), data => data.Samples(Features, steps => Total(Windows(steps, PoolingKind.Maximum, 2, 2)))) { LeastSteps = 2 },
        new(Model("Lengths", lengths: true, Pool(PoolingKind.Maximum, 3, 2), Sum), data => data.Samples(Features, steps => Total(Windows(steps, PoolingKind.Maximum, 3, 2)))) { LeastSteps = 3 },
        new(Model("AverageLengths", lengths: true, Pool(PoolingKind.Average, 2, 1), Sum), data => data.Samples(Features, steps => Total(Windows(steps, PoolingKind.Average, 2, 1)))) { LeastSteps = 2 },
        new(Model("Twice", lengths: true, Pool(PoolingKind.Average, 2, 2), Pool(PoolingKind.Maximum, 2, 1, "pool2"), Sum), data => data.Samples(Features, steps => Total(Windows(Windows(steps, PoolingKind.Average, 2, 2), PoolingKind.Maximum, 2, 1)))) { LeastSteps = 4 },
        new(
            Specs.Sequence("Fixed", Features, LossKind.External, Pool(PoolingKind.Average, 3, 2), new FlattenSpec("flatten1")) with { Inputs = new[] { new InputSpec(Features, Steps: 8) { FixedSteps = true } } },
            data => data.Samples(Features, steps => Windows(steps, PoolingKind.Average, 3, 2).SelectMany(y => y)))
        {
            Steps = 8,
        });

    /// <summary>Adds up what counts: a layer in which a window that should not count would show.</summary>
    private static GlobalPoolingSpec Sum => new("sum1", PoolingKind.Average);

    [Fact]
    public void BranchesOfTheSameWindowsCanBeJoined()
    {
        var spec = Specs.Sequence("Joined", Features, LossKind.MeanSquaredError, Pool(PoolingKind.Maximum, 2, 2, "a"), Pool(PoolingKind.Average, 2, 2, "b") with { From = new[] { "x" } }, new JoinSpec("join", JoinKind.Add) { From = new[] { "a", "b" } });
        var model = ModelSet.Compile("Joined", [spec], Body.Double).Double("Joined", seed: 3);
        var inputs = Inputs.Random(model, batch: 2, steps: 7, seed: 5);
        var expected = Reference(inputs, PoolingKind.Maximum, 2, 2).Zip(Reference(inputs, PoolingKind.Average, 2, 2), (a, b) => a + b).ToArray();
        Agreement.Within(1e-14, expected, Runner.Predict(model, inputs)["y"], "sum");
        Assert.Equal(2 * 3 * Features, inputs.Values["target"].Length);
        Derivatives.Check(model, batch: 2, steps: 7);
    }

    /// <summary>Recurrent layers in both directions, an attention and a loss of every step, behind windows of windows.</summary>
    [Fact]
    public void WhatFollowsRunsAlongTheWindows()
    {
        var spec = Specs.Sequence(
            "Behind", Features, LossKind.CrossEntropyWithLogits,
            new GruSpec("gru1", 4) { Return = ReturnKind.Sequence }, Pool(PoolingKind.Maximum, 2, 2), new LstmSpec("lstm1", 3) { Bidirectional = true, Return = ReturnKind.Sequence },
            Pool(PoolingKind.Average, 2, 1, "pool2"), new MultiHeadAttentionSpec("attention1", 2), new DenseSpec("dense1", 4, ActivationKind.Linear)) with
        {
            // A sum, as there may be no step that counts.
            Inputs = new[] { new InputSpec(Features, 12) { Lengths = true } },
            Losses = new[] { new LossSpec(LossKind.CrossEntropyWithLogits) { Mean = false } },
        };
        var set = ModelSet.Compile("Behind", [spec], Body.Double);
        Derivatives.Check(set.Double("Behind", seed: 4), batch: 3, steps: 9);
        Derivatives.Check(set.Double("Behind", seed: 4), batch: 2, steps: 4);
    }

    /// <summary>More keys than an attention has columns for come from more steps than were declared.</summary>
    [Fact]
    public void AnAttentionOnWindowsRefusesMoreStepsThanItHasRoomFor()
    {
        var spec = Specs.Sequence("Attending", Features, LossKind.MeanSquaredError, Pool(PoolingKind.Maximum, 2, 2), new AttentionSpec("attention1", AttentionScore.Dot)) with { Inputs = new[] { new InputSpec(Features, 6) } };
        var model = ModelSet.Compile("Attending", [spec], Body.Double).Double("Attending", seed: 4);
        Assert.Equal(3 * Features, Runner.Predict(model, Inputs.Random(model, 1, 7, seed: 1))["y"].Length);
        var error = Assert.Throws<ArgumentException>(() => Runner.Predict(model, Inputs.Random(model, 1, 8, seed: 1)));
        Assert.Contains("steps is 8, but the model was declared for 7 at the most", error.Message);
    }

    [Fact]
    public void ASequenceWithoutAWindowIsRefused()
    {
        var model = Pools.Models.Single("Twice", Body.Active);
        var error = Assert.Throws<ArgumentException>(() => Runner.Predict(model, Inputs.Random(model, 1, 3, seed: 1)));
        Assert.Contains("x holds 3 steps, but the windows of this model's pooling need 4 at least", error.Message);
        Assert.Contains("need 4 at least", Assert.Throws<ArgumentException>(() => Runner.Train(model, Inputs.Random(model, 1, 3, seed: 1))).Message);
    }

    /// <summary>A sample too short for a window is one of no steps: zero from global pooling.</summary>
    [Fact]
    public void AShortSampleOfABatchHasNoStepThatCounts()
    {
        var model = Pools.Models.Double("Lengths");
        var inputs = Inputs.Random(model, 2, 6, seed: 1);
        inputs.Values["lengths"][0] = 2;
        Assert.Equal(new double[Features], Runner.Predict(model, inputs)["y"][..Features]);
    }

    [Fact]
    public void ThereIsNoStep()
    {
        foreach (var name in new[] { "Max", "Last" }) Assert.Null(Pools.Models.Single(name, Body.Active).Instance.GetType().GetMethod("Step"));
    }

    [Fact]
    public void OfEqualValuesTheFirstTakesTheGradient()
    {
        var model = Pools.Models.Double("Max");
        var inputs = new Inputs(1, 2, new Dictionary<string, float[]> { ["x"] = [1, 2, 3, 1, 3, 2], ["dY"] = [5, 6, 7] });
        Assert.Equal([5, 0, 7, 0, 6, 0], Runner.Train(model, inputs)["dX"]);
    }

    [Theory]
    [InlineData(0, 1, SpecRule.SizeNotPositive, "size")]
    [InlineData(2, 0, SpecRule.SizeNotPositive, "Stride")]
    [InlineData(5, 1, SpecRule.Contradiction, "its input has 4 steps")]
    public void WindowsThatCannotBeAreRefused(int size, int stride, SpecRule rule, string text)
    {
        var error = Assert.Single(ModelCompiler.Validate(Specs.Sequence("Refused", Features, LossKind.External, Pool(PoolingKind.Maximum, size, stride))));
        Assert.Equal(rule, error.Rule);
        Assert.Contains(text, error.Message);
    }

    [Fact]
    public void TheStepsOfAnAxisAndItsRootBelongTogether()
    {
        var axis = Axis.Main.Windows(3, 2).Windows(2, 2);
        foreach (var wanted in new[] { 1, 2, 5 })
        {
            Assert.Equal(wanted, axis.StepsOf(axis.LeastOfRoot(wanted)));
            Assert.Equal(wanted - 1, axis.StepsOf(axis.LeastOfRoot(wanted) - 1));
            Assert.Equal(wanted, axis.StepsOf(axis.MostOfRoot(wanted)));
            Assert.Equal(wanted + 1, axis.StepsOf(axis.MostOfRoot(wanted) + 1));
        }
    }

    private static LayerCase Case(string name, PoolingKind kind, int size, int stride) =>
        new(Model(name, lengths: false, Pool(kind, size, stride)), data => [.. data.Rows("x", Features).SelectMany(x => Windows(x, kind, size, stride)).SelectMany(y => y)]) { LeastSteps = size };

    private static Pooling1DSpec Pool(PoolingKind kind, int size, int stride, string name = "pool1") => new(name, kind, size, stride);

    private static ModelSpec Model(string name, bool lengths, params LayerSpec[] layers) =>
        Specs.Sequence(name, Features, LossKind.External, layers) with { Inputs = new[] { new InputSpec(Features, 4) { Lengths = lengths } } };

    private static double[] Reference(Inputs inputs, PoolingKind kind, int size, int stride) =>
        [.. new LayerData(inputs, _ => []).Rows("x", Features).SelectMany(x => Windows(x, kind, size, stride)).SelectMany(y => y)];

    /// <summary>The definition, with plain loops.</summary>
    private static double[][] Windows(double[][] x, PoolingKind kind, int size, int stride)
    {
        var rows = new List<double[]>();
        for (var first = 0; first + size <= x.Length; first += stride)
        {
            var window = x[first..(first + size)];
            rows.Add([.. Enumerable.Range(0, Features).Select(i => window.Select(v => v[i])).Select(v => kind == PoolingKind.Maximum ? v.Max() : v.Average())]);
        }

        return [.. rows];
    }

    private static IEnumerable<double> Total(double[][] rows) => Enumerable.Range(0, Features).Select(i => rows.Select(r => r[i]).DefaultIfEmpty().Average());
}
