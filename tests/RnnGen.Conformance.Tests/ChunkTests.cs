using Conformance.Models;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>
/// Sequences are computed in chunks of about 256 rows (samples × steps). Chunks that end within a sequence, batches of more than a
/// chunk, and lengths around the border change nothing.
/// </summary>
public class ChunkTests(ITestOutputHelper output)
{
    private static readonly (int Batch, int Steps)[] Extents =
        [(1, 255), (1, 256), (1, 257), (1, 700), (2, 128), (2, 129), (3, 85), (3, 86), (3, 300), (255, 2), (256, 2), (257, 2), (300, 3)];

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void ValuesAndGradientsAgreeWithDoublePrecision(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in new[] { "W2", "Mixed" })
        {
            var model = CommonModels.Set.Single(name, body, seed: 4);
            var reference = CommonModels.Set.Double(name);
            Runner.CopyWeights(model, reference);
            foreach (var (batch, steps) in Extents)
            {
                var inputs = Inputs.Random(model, batch, steps, seed: 3);
                var bound = Rounding.Bound(layers: 6, width: 40, inputs);
                var what = $"{name}, batch {batch}, steps {steps}";
                Agreement.Within(bound, Runner.Predict(reference, inputs), Runner.Predict(model, inputs), "Predict of " + what);
                Agreement.Within(bound, Runner.Train(reference, inputs), Runner.Train(model, inputs), "training of " + what);
            }
        }
    }

    /// <summary>
    /// The double-precision model has chunks too: the gradient of a batch's mean error is the mean of its samples' gradients, which
    /// lie differently in chunks; the outputs of a sequence are those of its steps (<see cref="StreamTests"/>).
    /// </summary>
    [Theory]
    [InlineData(3, 300)]
    [InlineData(257, 2)]
    public void TheGradientOfABatchIsTheMeanOfItsSamples(int batch, int steps)
    {
        var model = CommonModels.Set.Double("W2", seed: 4);
        var inputs = Inputs.Random(model, batch, steps, seed: 3);
        var means = model.Parameters.Tensors.ToDictionary(t => t.Name, t => new double[t.Length]);
        var workspace = model.CreateTrainingWorkspace(1, steps);
        for (var sample = 0; sample < batch; sample++)
        {
            var gradients = Runner.Train(model, inputs.Sample(model, sample), workspace);
            foreach (var (name, mean) in means)
            {
                for (var i = 0; i < mean.Length; i++) mean[i] += gradients[name][i] / batch;
            }
        }

        var all = Runner.Train(model, inputs);
        foreach (var (name, mean) in means) Agreement.Within(1e-12, mean, all[name], name);
    }
}
