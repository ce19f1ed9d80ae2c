using Conformance.Models;
using Mutation.Compiling;

namespace Mutation.Judge;

/// <summary>Batch normalisation by plain loops: training by the batch, the values that run along with it, prediction by these.</summary>
internal static class NormChecks
{
    private const int Batch = 3, Steps = 4, Columns = 3;

    public static IEnumerable<Check> All =>
    [
        new("batch norm by loops", ["normed"], models => Check(models.Create("normed"), [2, 4, 3], epsilon: 0.1, rate: 0.25, unbiased: true)),
        new("batch norm of Keras by loops", ["normed_keras"], models => Check(models.Create("normed_keras"), null, epsilon: 1e-3, rate: 0.25, unbiased: false)),
    ];

    private static void Check(TestModel<double> model, float[]? lengths, double epsilon, double rate, bool unbiased)
    {
        var (mean, variance) = (new double[Columns], new double[Columns]);
        Array.Fill(variance, 1);
        for (var step = 0; step < 2; step++)
        {
            var values = new Dictionary<string, float[]>(Inputs.Random(model, Batch, Steps, seed: step).Values, StringComparer.Ordinal);
            if (lengths is not null) values["lengths"] = lengths;
            var inputs = new Inputs(Batch, Steps, values);

            // What does not count is never read.
            var x = Plain.Samples(values["x"], Batch, Steps).Select((sample, b) => sample.Select((row, t) => lengths is null || t < lengths[b] ? row : new double[Columns]).ToArray()).ToArray();
            double[] Normal(double[] center, double[] spread) => Plain.Flat(x.Select(sample => sample.Select(row => row.Select((v, i) => (v - center[i]) / Math.Sqrt(spread[i] + epsilon)).ToArray()).ToArray()));
            Agreement.Within(Plain.Bound, Normal(mean, variance), Runner.Predict(model, inputs)["y"], "Predict");

            var rows = x.SelectMany((sample, b) => sample.Where((_, t) => lengths is null || t < lengths[b])).ToArray();
            double[] of = [.. Enumerable.Range(0, Columns).Select(i => rows.Average(row => row[i]))];
            double[] around = [.. Enumerable.Range(0, Columns).Select(i => rows.Average(row => (row[i] - of[i]) * (row[i] - of[i])))];
            Agreement.Within(Plain.Bound, Normal(of, around), Runner.Train(model, inputs)["y"], "Forward");
            var correction = unbiased ? rows.Length / (rows.Length - 1.0) : 1;
            mean = Plain.Each(mean, of, (old, now) => old + (rate * (now - old)));
            variance = Plain.Each(variance, around, (old, now) => old + (rate * ((correction * now) - old)));
            Agreement.Within(Plain.Bound, mean, model.Parameters["norm.running_mean"].ToArray(), "running mean");
            Agreement.Within(Plain.Bound, variance, model.Parameters["norm.running_var"].ToArray(), "running variance");
        }
    }
}
