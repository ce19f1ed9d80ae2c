using Conformance.Models;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>A model is weights only: threads share it, each with a workspace of its own.</summary>
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
}
