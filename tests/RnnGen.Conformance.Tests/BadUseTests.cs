using Conformance.Models;
using RnnGen;

namespace Conformance;

/// <summary>Wrong use is refused with a clear word before anything is changed.</summary>
public class BadUseTests
{
    private const int Batch = 3, Steps = 4, Features = 5;

    private readonly ITrainableModel _model = (ITrainableModel)CommonModels.Set.Single("W2", Body.Dispatch, 1).Instance;
    private readonly ITrainableModel _other = (ITrainableModel)CommonModels.Set.Single("Dropping", Body.Dispatch, 1).Instance;
    private readonly float[] _x = [.. Enumerable.Range(0, Batch * Steps * Features).Select(i => i / 60f)];

    [Theory]
    [InlineData(Batch * Steps * Features - 1, Batch, Batch, "no whole number of steps")]
    [InlineData(0, Batch, Batch, "no whole number of steps")]
    [InlineData(Batch * Steps * Features, Batch - 1, Batch, "y holds 2 values")]
    [InlineData(Batch * Steps * Features, Batch + 1, Batch, "y holds 4 values")]
    [InlineData(Batch * Steps * Features, Batch, 0, "at least one sample")]
    [InlineData(Batch * Steps * Features, Batch, -1, "at least one sample")]
    [InlineData((Batch + 1) * Steps * Features, Batch + 1, Batch + 1, "made for 3")]
    [InlineData(Batch * (Steps + 1) * Features, Batch, Batch, "made for 4")]
    public void PredictRefusesWrongLengths(int inputs, int outputs, int batch, string words)
    {
        var (workspace, y) = (_model.CreateWorkspace(Batch, Steps), Filled(outputs));
        AssertRefused<ArgumentException>(() => _model.Predict(new float[inputs], y, batch, workspace), words);
        Assert.Equal(Filled(outputs), y);
    }

    [Theory]
    [InlineData(Batch * Steps * Features - 1, Batch, "no whole number of steps")]
    [InlineData(Batch * Steps * Features, 0, "at least one sample")]
    [InlineData((Batch + 1) * Steps * Features, Batch + 1, "made for 3")]
    [InlineData(Batch * (Steps + 1) * Features, Batch, "made for 4")]
    public void ForwardRefusesWrongLengthsAndTheLastForwardStays(int inputs, int batch, string words)
    {
        var workspace = _model.CreateTrainingWorkspace(Batch, Steps);
        _model.Forward(_x, Batch, workspace);
        var y = workspace.Outputs.ToArray();
        AssertRefused<ArgumentException>(() => _model.Forward(new float[inputs], batch, workspace), words);
        Assert.Equal(y, workspace.Outputs.ToArray());
        Assert.Equal(1, workspace.Step);
        _model.Loss(Filled(Batch), workspace);
        _model.Backward(workspace);
    }

    [Fact]
    public void AWorkspaceOfAnotherModelIsRefused()
    {
        var predicting = _other.CreateWorkspace(Batch, Steps);
        AssertRefused<ArgumentException>(() => _model.Predict(_x, new float[Batch], Batch, predicting), "workspace");
        var foreign = _other.CreateTrainingWorkspace(Batch, Steps);
        AssertRefused<ArgumentException>(() => _model.Forward(_x, Batch, foreign), "workspace");
        AssertRefused<ArgumentException>(() => _model.Loss(new float[Batch], foreign), "workspace");
        AssertRefused<ArgumentException>(() => _model.Backward(foreign), "workspace");
        Assert.Equal(0, foreign.Batch);
    }

    [Fact]
    public void NoWorkspaceIsRefused()
    {
        AssertRefused<ArgumentNullException>(() => _model.Predict(_x, new float[Batch], Batch, null!), "workspace");
        AssertRefused<ArgumentNullException>(() => _model.Forward(_x, Batch, null!), "workspace");
        AssertRefused<ArgumentNullException>(() => _model.Loss(_x, null!), "workspace");
        AssertRefused<ArgumentNullException>(() => _model.Backward(null!), "workspace");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    public void CapacitiesHaveToBePositive(int maxBatch, int maxSteps)
    {
        AssertRefused<ArgumentOutOfRangeException>(() => _model.CreateWorkspace(maxBatch, maxSteps), "max");
        AssertRefused<ArgumentOutOfRangeException>(() => _model.CreateTrainingWorkspace(maxBatch, maxSteps), "max");
    }

    [Fact]
    public void ForwardLossAndBackwardHaveAnOrder()
    {
        var workspace = _model.CreateTrainingWorkspace(Batch, Steps);
        AssertRefused<InvalidOperationException>(() => _model.Loss(new float[Batch], workspace), "Forward");
        AssertRefused<InvalidOperationException>(() => _model.Backward(workspace), "Forward");
        _model.Forward(_x, Batch, workspace);
        var outputs = workspace.Outputs.ToArray();
        AssertRefused<InvalidOperationException>(() => _model.Backward(workspace), "Loss");
        AssertRefused<ArgumentException>(() => _model.Loss(new float[Batch + 1], workspace), "target holds 4 values");
        AssertRefused<InvalidOperationException>(() => _model.Backward(workspace), "Loss");
        _model.Loss(new float[Batch], workspace);
        AssertRefused<InvalidOperationException>(() => _model.Loss(new float[Batch], workspace), "Loss");
        _model.Backward(workspace);
        var gradients = workspace.Gradients.Values.ToArray();
        AssertRefused<InvalidOperationException>(() => _model.Backward(workspace), "Forward");
        AssertRefused<InvalidOperationException>(() => _model.Loss(new float[Batch], workspace), "Forward");
        Assert.Equal(gradients, workspace.Gradients.Values.ToArray());
        Assert.Equal(outputs, workspace.Outputs.ToArray());
    }

    [Theory]
    [InlineData("dY", "dY holds")]
    [InlineData("dX", "dX holds")]
    public void BackwardRefusesWrongLengthsAndCanBeCalledAgain(string name, string words)
    {
        var model = CommonModels.Set.Single("Mixed", Body.Dispatch, 1);
        var workspace = model.CreateTrainingWorkspace(Batch, Steps);
        var tensors = new Tensors<float> { ["x"] = _x, ["dY"] = Filled(Batch * Steps * 3), ["dX"] = Filled(_x.Length) };
        model.Forward(tensors, Batch, workspace);
        var right = tensors[name];
        tensors[name] = new float[right.Length - 1];
        AssertRefused<ArgumentException>(() => model.Backward(tensors, workspace), words);
        Assert.All(workspace.Gradients.Values.ToArray(), gradient => Assert.Equal(0, gradient));
        tensors[name] = right;
        model.Backward(tensors, workspace);
        Assert.Contains(workspace.Gradients.Values.ToArray(), gradient => gradient != 0);
    }

    [Theory]
    [InlineData(Features - 1, 3)]
    [InlineData(Features + 1, 3)]
    [InlineData(Features, 2)]
    [InlineData(Features, 4)]
    public void StepRefusesWrongLengths(int inputs, int outputs)
    {
        var model = CommonModels.Set.Single("Mixed", Body.Dispatch, 1);
        var y = Filled(outputs);
        model.Step(new float[Features], new float[3]);
        var states = model.States.Select(name => model.State(name).ToArray()).ToArray();
        AssertRefused<ArgumentException>(() => model.Step(new float[inputs], y), "holds");
        Assert.Equal(Filled(outputs), y);
        Assert.Equal(states, model.States.Select(name => model.State(name).ToArray()));
    }

    private static float[] Filled(int length)
    {
        var values = new float[length];
        values.AsSpan().Fill(-7);
        return values;
    }

    /// <summary>The exception is of that very kind or a more special one, says what is wrong, and the weights are as they were.</summary>
    private void AssertRefused<T>(Action action, string words)
        where T : Exception
    {
        var before = _model.Parameters.Values.ToArray();
        var error = Assert.ThrowsAny<T>(action);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _model.Parameters.Values.ToArray());
    }
}
