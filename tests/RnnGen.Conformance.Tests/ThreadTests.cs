using Conformance.Models;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>A model is weights only: threads share it, each with a workspace of its own, or do one call together.</summary>
public class ThreadTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void EightThreadsPredictAtOnce(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var model = CommonModels.Set.Single("Mixed", body, seed: 4);
        var inputs = Enumerable.Range(0, 8).Select(i => Inputs.Random(model, batch: i + 1, steps: 40 - i, seed: i)).ToArray();
        var expected = inputs.Select(i => Runner.Predict(model, i)).ToArray();
        using var start = new Barrier(inputs.Length);
        var failures = new Exception?[inputs.Length];
        var threads = inputs.Select((mine, i) => new Thread(() => failures[i] = Record.Exception(() =>
        {
            var workspace = model.CreateWorkspace(mine.Batch, mine.Steps);
            start.SignalAndWait();
            for (var round = 0; round < 50; round++)
                Agreement.InBits(expected[i], Runner.Predict(model, mine, workspace), $"thread {i}, round {round}");
        }))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.All(failures, Assert.Null);
    }

    /// <summary>As many as there are samples, more, and numbers that divide neither samples nor steps; chunks of several steps and of few.</summary>
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void ThreadsDoACallTogetherWithTheSameBits(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in new[] { "W2", "Dropping", "Mixed", "Stateful", "Convolutional", "Reading" })
        {
            var model = CommonModels.Set.Single(name, body, seed: 4);
            foreach (var (batch, steps) in new[] { (1, 30), (3, 100), (7, 60), (70, 5) })
            {
                var inputs = Inputs.Random(model, batch, steps, seed: batch);
                var (predicted, trained) = (Runner.Predict(model, inputs), Runner.Train(model, inputs));
                foreach (var threads in new[] { 2, 3, 5 })
                {
                    var (prediction, training) = (model.CreateWorkspace(batch, steps), model.CreateTrainingWorkspace(batch, steps));
                    (prediction.Threads, training.Threads) = (threads, threads);
                    var what = $"{name}, {batch} × {steps}, {threads} threads";
                    Agreement.InBits(predicted, Runner.Predict(model, inputs, prediction), what);
                    Agreement.InBits(trained, Runner.Train(model, inputs, training), what);
                }
            }
        }
    }

    /// <summary>As many as there are panels of a product, more, and numbers that do not divide them.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void ThreadsRefreshWeightsTogether(int threads)
    {
        foreach (var name in new[] { "W2", "Mixed", "Reading" })
        {
            var (model, other) = (CommonModels.Set.Single(name, Body.Active, seed: 4), CommonModels.Set.Single(name, Body.Active, seed: 5));
            var inputs = Inputs.Random(model, batch: 3, steps: 9, seed: 2);
            model.Parameters.Values.CopyTo(other.Parameters.Values);
            other.RefreshWeights(threads);
            Agreement.InBits(Runner.Train(model, inputs), Runner.Train(other, inputs), $"{name}, {threads} threads");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NoThreadsRefreshNothing(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => CommonModels.Set.Single("W2", Body.Active).RefreshWeights(threads));

    /// <summary>Several callers who all want the team: one gets it, the others work alone.</summary>
    [Fact]
    public void CallersOfOneTeamDoNotWaitForOneAnother()
    {
        var model = CommonModels.Set.Single("Mixed", Body.Active, seed: 4);
        var inputs = Inputs.Random(model, batch: 9, steps: 50, seed: 2);
        var expected = Runner.Predict(model, inputs);
        var failures = new Exception?[4];
        var callers = failures.Select((_, i) => new Thread(() => failures[i] = Record.Exception(() =>
        {
            var workspace = model.CreateWorkspace(inputs.Batch, inputs.Steps);
            workspace.Threads = 1 + i;
            for (var round = 0; round < 100; round++) Agreement.InBits(expected, Runner.Predict(model, inputs, workspace), $"caller {i}, round {round}");
        }))).ToArray();
        foreach (var caller in callers) caller.Start();
        foreach (var caller in callers) caller.Join();
        Assert.All(failures, Assert.Null);
    }
}
