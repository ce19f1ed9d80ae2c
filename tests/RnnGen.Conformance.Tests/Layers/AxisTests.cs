using Conformance.Models;
using RnnGen.Compiler;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>Layers that make or take away a time axis: RepeatVector and Flatten, of inputs and of each other, with layers between.</summary>
public class AxisTests(ITestOutputHelper output) : LayerTests(Axes, output)
{
    private static readonly InputSpec Fixed = new(3, Steps: 6) { FixedSteps = true };

    private static readonly LayerCases Axes = new(
        "Axes",
        new(Specs.Vector("Repeat", 5, LossKind.External, new RepeatVectorSpec("repeat1", 4)), data => [.. data.Rows("x", 5).SelectMany(x => Repeat(x[0], 4))]),
        new(Specs.Sequence("Flat", 3, LossKind.External, new FlattenSpec("flatten1")) with { Inputs = new[] { Fixed } }, data => data.Samples(3, steps => steps.SelectMany(x => x))) { Steps = 6 },
        new(Specs.Sequence("FlatLengths", 3, LossKind.External, new FlattenSpec("flatten1")) with { Inputs = new[] { Fixed with { Lengths = true } } }, FlatLengths) { Steps = 6 },
        new(Specs.Vector("There", 5, LossKind.External, new RepeatVectorSpec("repeat1", 3), new ActivationLayerSpec("tanh1", ActivationKind.Tanh), new FlattenSpec("flatten1")), data => [.. data.Rows("x", 5).SelectMany(x => Repeat([.. x[0].Select(Math.Tanh)], 3))]),
        new(Specs.Sequence("Pooled", 5, LossKind.External, new GlobalPoolingSpec("pool1", PoolingKind.Average), new RepeatVectorSpec("repeat1", 7)), Pooled));

    [Fact]
    public void AnEncoderAndADecoderOfItsStateHaveGradients()
    {
        var spec = Specs.Sequence("Autoencoder", 2, LossKind.External, new GruSpec("gru1", 4), new RepeatVectorSpec("repeat1", 3), new LstmSpec("lstm1", 3) { Return = ReturnKind.Sequence }, new DenseSpec("dense1", 2, ActivationKind.Linear));
        Derivatives.Check(ModelSet.Compile("Autoencoder", [spec], Body.Double).Double("Autoencoder", seed: 4), batch: 3, steps: 5);
    }

    /// <summary>More repeated steps than the workspace was asked for: its memory has room for them all the same.</summary>
    [Fact]
    public void AWorkspaceForOneStepServesTheRepeatedOnes()
    {
        var model = Axes.Models.Double("Pooled");
        var inputs = Inputs.Random(model, 400, 1, seed: 2);
        Agreement.Within(0, Pooled(new LayerData(inputs, _ => [])), Runner.Predict(model, inputs, model.CreateWorkspace(400, 1))["y"], "Pooled");
    }

    [Fact]
    public void AnotherNumberOfStepsThanTheDeclaredOneIsRefused()
    {
        var model = Axes.Models.Single("Flat", Body.Active);
        var error = Assert.Throws<ArgumentException>(() => Runner.Predict(model, new Inputs(1, 6, new Dictionary<string, float[]> { ["x"] = new float[5 * 3] }), model.CreateWorkspace(1, 9)));
        Assert.Contains("x holds 5 steps, but this model was declared for exactly 6", error.Message);
    }

    [Fact]
    public void StepsThatVaryCannotBeFlattened()
    {
        var error = Assert.Single(ModelCompiler.Validate(Specs.Sequence("Open", 3, LossKind.External, new FlattenSpec("flatten1"))));
        Assert.Equal(SpecRule.Contradiction, error.Rule);
        Assert.Contains("FixedSteps = true", error.Message);
    }

    private static IEnumerable<double> Repeat(double[] x, int steps) => Enumerable.Repeat(x, steps).SelectMany(v => v);

    private static double[] FlatLengths(LayerData data) => [.. data.Rows("x", 3).SelectMany((sample, b) => sample.SelectMany((x, t) => x.Select(v => t < data.Length(b) ? v : 0)))];

    private static double[] Pooled(LayerData data) =>
        data.Samples(5, steps => Repeat([.. Enumerable.Range(0, 5).Select(i => steps.Select(x => x[i]).Average())], 7));
}
