using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.FixtureTests;

/// <summary>
/// Every loss and its gradient is that of PyTorch's library. The outputs are the rows of a table, one after the other, so that the
/// gradient of the table is the gradient of the outputs, undivided.
/// </summary>
public class LossFixtureTests(ITestOutputHelper output)
{
    private static readonly Fixture Fixture = new("losses");

    private static readonly LossSpec CrossEntropy = new(LossKind.CrossEntropyWithLogits) { IgnoreIndex = -100 };

    private static readonly (string Name, string Leaf, string Target, LossSpec Loss)[] Cases =
    [
        ("cross_entropy", "in.logits", "target.classes", CrossEntropy),
        ("cross_entropy_smooth", "in.logits", "target.classes", CrossEntropy with { LabelSmoothing = 0.1 }),
        ("cross_entropy_weighted", "in.logits", "target.classes", CrossEntropy with { ClassWeights = Array.ConvertAll(Fixture.Leaf("target.weights"), w => (double)w) }),
        ("cross_entropy_sum", "in.logits", "target.classes", CrossEntropy with { Mean = false }),
        ("bce_logits", "in.binary", "target.binary", new(LossKind.BinaryCrossEntropyWithLogits)),
        ("bce_logits_pos_weight", "in.binary", "target.binary", new(LossKind.BinaryCrossEntropyWithLogits) { PositiveWeight = Fixture.Leaf("target.pos_weight")[0] }),
        ("mse", "in.value", "target.value", new(LossKind.MeanSquaredError)),
        ("l1", "in.value", "target.value", new(LossKind.MeanAbsoluteError)),
        ("huber", "in.value", "target.value", new(LossKind.Huber)),
    ];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("LossFixtures", Cases.Select(c => Spec(c.Name, c.Leaf, c.Loss)), Body.All));

    [Fact]
    public void EveryLossOfTheFileIsTested() =>
        Assert.Equal(Fixture.Results("out.").Order(StringComparer.Ordinal), Cases.Select(c => c.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithinRounding(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var (name, leaf, target, _) in Cases)
        {
            var inputs = Leaves(leaf, target);
            Check(Models.Value.Single(name, body), name, leaf, inputs, Rounding.Bound(layers: 1, Columns(leaf), inputs));
        }
    }

    [Fact]
    public void DoublePrecisionAgreesTo10Digits()
    {
        foreach (var (name, leaf, target, _) in Cases) Check(Models.Value.Double(name), name, leaf, Leaves(leaf, target), 1e-10);
    }

    /// <summary>
    /// PyTorch's definition with everything at once, which the file does not have: the mean of (1 − ε)·w[t]·s[t] + ε/C·Σ w·s over the
    /// rows that count, s being −log softmax, divided by Σ w[t].
    /// </summary>
    [Fact]
    public void WeightsAndSmoothingGoTogether()
    {
        double[] weights = [2, 0.5, 1, 0, 3];
        const double Smoothing = 0.2;
        var model = ModelSet.Compile("WeightedLoss", [Spec("All", "in.logits", CrossEntropy with { LabelSmoothing = Smoothing, ClassWeights = weights })], Body.Double).Double("All");
        var (logits, labels) = (Fixture.Leaf("in.logits"), Fixture.Whole("target.classes"));
        var (sum, divisor) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] == -100) continue;
            var y = Runner.Convert<double>(logits.AsSpan(row * weights.Length, weights.Length));
            var total = Math.Log(y.Sum(Math.Exp));
            sum += (1 - Smoothing) * weights[(int)labels[row]] * (total - y[(int)labels[row]]);
            sum += Smoothing / weights.Length * weights.Select((w, c) => w * (total - y[c])).Sum();
            divisor += weights[(int)labels[row]];
        }

        Runner.Convert<double>(logits).CopyTo(model.Parameters["table.weight"]);
        model.RefreshWeights();
        var inputs = Leaves("in.logits", "target.classes");
        Agreement.Within(1e-12, [sum / divisor], Runner.Train(model, inputs)["loss"], "the loss");
        Derivatives.Check(model, inputs);
    }

    /// <summary>Where every label is ignored there is nothing to learn, and nothing to divide by. PyTorch gives NaN.</summary>
    [Fact]
    public void NothingThatCountsIsNothingToLearn()
    {
        var model = Models.Value.Double("cross_entropy");
        var leaves = Leaves("in.logits", "target.classes");
        Array.Fill(leaves.Values["target"], -100);
        var results = Runner.Train(model, leaves);
        Assert.Equal([0], results["loss"]);
        Assert.All(results["table.weight"], gradient => Assert.Equal(0, gradient));
        Assert.Equal(0, Runner.Evaluate(model, leaves).Loss);
    }

    /// <summary>−∞ stands for a class that is impossible: −log softmax of the others is as if it were not there.</summary>
    [Fact]
    public void AnImpossibleClassDoesNotCount()
    {
        var model = ModelSet.Compile("Impossible", [Spec("Two", "in.logits", CrossEntropy)], Body.Double).Double("Two");
        var weights = model.Parameters["table.weight"];
        weights.Fill(double.NegativeInfinity);
        for (var row = 0; row < Fixture.Shape("in.logits")[0]; row++) (weights[(row * 5) + 1], weights[(row * 5) + 3]) = (1, 2);
        model.RefreshWeights();
        var inputs = Leaves("in.logits", "target.classes");
        Array.Fill(inputs.Values["target"], 3);
        Assert.Equal(Math.Log(1 + Math.Exp(-1)), Runner.Evaluate(model, inputs).Loss, 1e-15);
        Assert.All(Runner.Train(model, inputs).Values, values => Assert.All(values, v => Assert.False(double.IsNaN(v))));
    }

    private static int Columns(string leaf) => Fixture.Shape(leaf) is [_, var columns] ? columns : 1;

    private static ModelSpec Spec(string name, string leaf, LossSpec loss) => Specs.Vector(name, 1, loss.Kind, new EmbeddingSpec("table", Columns(leaf))) with
    {
        Inputs = new[] { new InputSpec(0, Steps: 0) { Vocabulary = Fixture.Shape(leaf)[0] } },
        Losses = new[] { loss },
    };

    private static Inputs Leaves(string leaf, string target)
    {
        var rows = Fixture.Shape(leaf)[0];
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            ["x"] = [.. Enumerable.Range(0, rows).Select(row => (float)row)],
            ["target"] = target == "target.classes" ? Fixture.Whole(target) : Fixture.Leaf(target),
        };
        return new Inputs(rows, 1, values);
    }

    private static void Check<T>(TestModel<T> model, string name, string leaf, Inputs inputs, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Runner.Convert<T>(Fixture.Leaf(leaf)).CopyTo(model.Parameters["table.weight"]);
        model.RefreshWeights();
        var expected = new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            ["y"] = [.. Fixture.Leaf(leaf).Select(value => (double)value)],
            ["loss"] = Fixture.Result("out." + name),
            ["table.weight"] = Fixture.Result("grad." + name),
        };
        Agreement.Within(bound, expected, Runner.Train(model, inputs), name);
        Agreement.Within(bound, expected["loss"], [Runner.Evaluate(model, inputs).Loss], name + ", Evaluate");
    }
}
