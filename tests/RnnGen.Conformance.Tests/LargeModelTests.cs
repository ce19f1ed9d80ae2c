using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>A step whose working memory is too much for the stack.</summary>
public class LargeModelTests
{
    private const int Units = 1200;

    private static readonly ModelSpec Large =
        Specs.Sequence("Large", 3, LossKind.External, new LstmSpec("lstm1", Units) { Return = ReturnKind.Sequence });

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Large", [Large], Body.Active));

    /// <summary>On two threads at once, since memory that is not on the stack might be shared by mistake.</summary>
    [Fact]
    public void StepGivesTheBitsOfPredict()
    {
        var single = Models.Value.Single("Large", Body.Active);
        var batch = Inputs.Random(single, batch: 7, steps: 4, seed: 1);
        var inputs = batch.Sample(single, 3);
        var failures = new Exception?[2];
        var threads = Enumerable.Range(0, failures.Length).Select(i => new Thread(() => failures[i] = Record.Exception(() =>
        {
            var model = Models.Value.Single("Large", Body.Active, seed: (ulong)i);
            var expected = Lengths.Sample(model, "y", Runner.Predict(model, batch)["y"], 7, 3);
            var y = new float[Units];
            model.Restart();
            foreach (var (t, x) in inputs.Values["x"].Chunk(3).Index())
            {
                model.Step(x, y);
                Agreement.InBits(expected.AsSpan(t * Units, Units), Runner.Doubles<float>(y), $"thread {i}, step {t}");
            }
        }))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.All(failures, Assert.Null);
    }
}
