using Conformance.Models;
using RnnGen;
using RnnGen.Training;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>Alone in the process, so that what it allocates is what the test does.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationCollection;

/// <summary>After construction nothing is allocated, by no thread of the process.</summary>
[Collection(nameof(AllocationTests))]
public class AllocationTests(ITestOutputHelper output)
{
    private const int Rounds = 20, MaxRounds = 500, Calls = 50, Batch = 4, Steps = 9;

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void PredictAllocatesNothing(string bodyName)
    {
        if (Create("W2", bodyName) is not { } model) return;
        var plain = (IModel)model.Instance;
        var workspace = plain.CreateWorkspace(Batch, Steps);
        var (x, y) = (new float[Batch * Steps * 5], new float[Batch]);
        AssertNothing(() => plain.Predict(x, y, Batch, workspace));
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void StepAllocatesNothing(string bodyName)
    {
        if (Create("Mixed", bodyName) is not { } model) return;
        var tensors = new Tensors<float> { ["x"] = new float[5], ["y"] = new float[3] };
        AssertNothing(() => model.Step(tensors));
    }

    /// <summary>With dropout, so that masks are among what is not allocated; the optimizer shared by threads or not.</summary>
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void ATrainingStepAllocatesNothing(string bodyName)
    {
        if (Create("Dropping", bodyName) is not { } model) return;
        var trainable = (ITrainableModel)model.Instance;
        var workspace = trainable.CreateTrainingWorkspace(Batch, Steps);
        var adam = new Adam();
        var (x, target) = (new float[Batch * Steps * 5], new float[Batch]);
        AssertNothing(() =>
        {
            trainable.Forward(x, Batch, workspace);
            trainable.Loss(target, workspace);
            trainable.Backward(workspace);
            GradientClipping.ClipNorm(workspace.Gradients, 1);
            adam.Step(trainable.Parameters, workspace.Gradients);
            adam.Step(trainable.Parameters, workspace.Gradients, GradientClipping.Coefficient(GradientClipping.Norm(workspace.Gradients, threads: 2), 1), threads: 2);
            trainable.RefreshWeights();
        });
    }

    /// <summary>Buffers are written in place.</summary>
    [Fact]
    public void BatchNormAllocatesNothing()
    {
        var model = Layers.BatchNormModels.Set.Single("Normed", Body.Active);
        var workspace = model.CreateTrainingWorkspace(Batch, Steps);
        var tensors = new Tensors<float> { ["x"] = new float[Batch * Steps * 4], ["target"] = new float[Batch * 2] };
        var adam = new Adam();
        AssertNothing(() =>
        {
            model.Forward(tensors, Batch, workspace);
            model.Loss(tensors, workspace);
            model.Backward(tensors, workspace);
            adam.Step(model.Parameters, workspace.Gradients);
        });
    }

    [Fact]
    public void ImagesAllocateNothing()
    {
        var model = (ITrainableModel<float, int>)CommonModels.Set.Single("Convolutional", Body.Active).Instance;
        var (prediction, workspace) = (model.CreateWorkspace(Batch, 1), model.CreateTrainingWorkspace(Batch, 1));
        var (x, y, target) = (new float[Batch * 100], new float[Batch * 2], new int[Batch]);
        AssertNothing(() =>
        {
            model.Predict(x, [], y, Batch, prediction);
            model.Forward(x, [], Batch, workspace);
            model.Loss(target, workspace);
            model.Backward(workspace);
        });
    }

    /// <summary>By several threads as well, once they have been started.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TrainingWithGradientsFromOutsideAllocatesNothing(int threads)
    {
        var model = CommonModels.Set.Single("Mixed", Body.Active);
        var workspace = model.CreateTrainingWorkspace(Batch, Steps);
        workspace.Threads = threads;
        var tensors = new Tensors<float>
        {
            ["x"] = new float[Batch * Steps * 5],
            ["dY"] = new float[Batch * Steps * 3],
            ["dX"] = new float[Batch * Steps * 5],
        };
        AssertNothing(() =>
        {
            model.Forward(tensors, Batch, workspace);
            model.Backward(tensors, workspace);
        });
    }

    /// <summary>One sample and two directions, each by a thread of its own.</summary>
    [Fact]
    public void RegionsSideBySideAllocateNothing()
    {
        var model = (ITrainableModel<int, int>)CommonModels.Set.Single("Reading", Body.Active).Instance;
        var (prediction, training) = (model.CreateWorkspace(1, Steps), model.CreateTrainingWorkspace(1, Steps));
        (prediction.Threads, training.Threads) = (2, 2);
        var (x, y, target) = (new int[Steps], new float[3], new int[1]);
        AssertNothing(() =>
        {
            model.Predict(x, y, 1, prediction);
            model.Forward(x, 1, training);
            model.Loss(target, training);
            model.Backward(training);
        });
    }

    /// <summary>The order of the samples lies in the workspace.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void SamplesOfDifferentLengthsAllocateNothing(int threads)
    {
        var model = LengthTests.Set.Single("Tagger", Body.Dispatch);
        var (prediction, training) = (model.CreateWorkspace(Batch, Steps), model.CreateTrainingWorkspace(Batch, Steps));
        (prediction.Threads, training.Threads) = (threads, threads);
        var tensors = new Tensors<float>
        {
            ["x"] = new float[Batch * Steps * 5],
            ["lengths"] = [3, 9, 0, 5],
            ["gruH0"] = new float[Batch * 9],
            ["gruHn"] = new float[Batch * 9],
            ["y"] = new float[Batch * Steps * 2],
            ["dY"] = new float[Batch * Steps * 2],
            ["dX"] = new float[Batch * Steps * 5],
            ["dGruH0"] = new float[Batch * 9],
            ["dGruHn"] = new float[Batch * 9],
        };
        AssertNothing(() =>
        {
            model.Predict(tensors, Batch, prediction);
            model.Forward(tensors, Batch, training);
            model.Backward(tensors, training);
        });
    }

    /// <summary>
    /// A thousand calls and more, after as many that are not counted: the runtime allocates once for what it meets for the first time,
    /// the counters themselves among it.
    /// </summary>
    private static void AssertNothing(Action action)
    {
        Measure(action);
        var (thread, process) = Measure(action);
        Assert.Equal(0, thread);
        Assert.Equal(0, process);
    }

    /// <summary>
    /// Bytes that all calls allocated on this thread, and in the process. The test runner has threads of its own that allocate in bursts,
    /// so for the process one round without a byte is waited for: what another thread allocated for the calls, it would in every round.
    /// </summary>
    private static (long Thread, long Process) Measure(Action action)
    {
        var (thread, process) = (0L, long.MaxValue);
        for (var round = 0; round < Rounds || (process > 0 && round < MaxRounds); round++)
        {
            var (threadBefore, processBefore) = (GC.GetAllocatedBytesForCurrentThread(), GC.GetTotalAllocatedBytes(precise: true));
            for (var i = 0; i < Calls; i++) action();
            process = Math.Min(process, GC.GetTotalAllocatedBytes(precise: true) - processBefore);
            thread += GC.GetAllocatedBytesForCurrentThread() - threadBefore;
            if (process > 0) Thread.Sleep(10);
        }

        return (thread, process);
    }

    private TestModel<float>? Create(string name, string bodyName) =>
        BodyCases.Find(bodyName, output) is { } body ? CommonModels.Set.Single(name, body) : null;
}
