using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.FixtureTests;

/// <summary>A whole model is PyTorch's: outputs, loss, and all gradients, whether the loss is the model's or the caller's.</summary>
public class W2FixtureTests(ITestOutputHelper output)
{
    private static readonly Fixture Fixture = new("w2_small");

    private static readonly Lazy<ModelSet> External =
        new(() => ModelSet.Compile("W2Fixture", [Specs.W2("External", LossKind.External)], Body.All));

    internal static readonly Inputs Leaves = new(
        Fixture.Shape("in.x")[0],
        Fixture.Shape("in.x")[1],
        new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = Fixture.Leaf("in.x"), ["target"] = Fixture.Leaf("target.y") });

    internal static double SingleBound => Rounding.Bound(layers: 4, width: 24, Leaves);

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithinRounding(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        CheckWithLoss(Prepare(CommonModels.Set.Single("W2", body)), SingleBound);
        CheckExternal(Prepare(External.Value.Single("External", body)), SingleBound);
    }

    [Fact]
    public void DoublePrecisionAgreesTo10Digits()
    {
        CheckWithLoss(Prepare(CommonModels.Set.Double("W2")), 1e-10);
        CheckExternal(Prepare(External.Value.Double("External")), 1e-10);
    }

    /// <summary>Puts the reference's parameters into a model.</summary>
    internal static TestModel<T> Prepare<T>(TestModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var tensor in model.Parameters.Tensors)
            Runner.Convert<T>(Fixture.Leaf("param." + tensor.Name)).CopyTo(model.Parameters[tensor.Name]);
        model.RefreshWeights();
        return model;
    }

    private static Dictionary<string, double[]> Expected<T>(TestModel<T> model)
        where T : unmanaged
    {
        var expected = model.Parameters.Tensors
            .ToDictionary(t => t.Name, t => Fixture.Result("grad.param." + t.Name), StringComparer.Ordinal);
        expected["y"] = Fixture.Result("out.y");
        return expected;
    }

    private static void CheckWithLoss<T>(TestModel<T> model, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = Expected(model);
        expected["loss"] = Fixture.Result("out.loss");
        Agreement.Within(bound, Fixture.Result("out.y"), Runner.Predict(model, Leaves)["y"], "Predict");
        Agreement.Within(bound, expected, Runner.Train(model, Leaves), "training with the loss");
    }

    /// <summary>The caller differentiates the mean of (y − target)²: 2·(y − target)/batch.</summary>
    private static void CheckExternal<T>(TestModel<T> model, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var workspace = model.CreateTrainingWorkspace(Leaves.Batch, Leaves.Steps);
        var tensors = new Tensors<T> { ["x"] = Runner.Convert<T>(Leaves.Values["x"]), ["dX"] = new T[Leaves.Values["x"].Length] };
        model.Forward(tensors, Leaves.Batch, workspace);
        var y = model.Output("y", workspace).ToArray();
        var target = Runner.Convert<T>(Leaves.Values["target"]);
        tensors["dY"] = [.. y.Select((value, i) => T.CreateTruncating(2.0 / y.Length) * (value - target[i]))];
        model.Backward(tensors, workspace);

        var expected = Expected(model);
        expected["dX"] = Fixture.Result("grad.x");
        var actual = model.Parameters.Tensors
            .ToDictionary(t => t.Name, t => Runner.Doubles<T>(workspace.Gradients[t.Name]), StringComparer.Ordinal);
        actual["y"] = Runner.Doubles<T>(y);
        actual["dX"] = Runner.Doubles<T>(tensors["dX"]);
        Agreement.Within(bound, expected, actual, "training with gradients from outside");
    }
}
