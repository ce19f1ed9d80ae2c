using Conformance.Models;
using Mutation.Compiling;
using RnnGen;

namespace Mutation.Judge;

/// <summary>A cell that a user wrote, masks that last for a sequence, and the weights that layers of every family begin with.</summary>
internal static class CellChecks
{
    public static IEnumerable<Check> All =>
    [
        new("written cell by loops", ["written"], Written),
        new("masks that last", ["masks_apart"], models => Masks(models, "masks_apart", shared: false)),
        new("masks that gates share", ["masks_shared"], models => Masks(models, "masks_shared", shared: true)),
        new("weights to begin with", ["drawn"], Drawn),
    ];

    private static void Written(MutatedModels models)
    {
        const int Batch = 2, Steps = 3;
        var model = models.Create("written");
        var inputs = Inputs.Random(model, Batch, Steps, seed: 3);
        var (x, p) = (Plain.Samples(inputs.Values["x"], Batch, Steps), model.Parameters["own.p_l0"].ToArray());
        double[] Gates(string source, double[] values) => Plain.Affine(model, $"own.weight_{source}_l0", $"own.bias_{source}_l0", values);
        var y = x.Select((sample, b) =>
        {
            double[] Start(string state) => Runner.Convert<double>(inputs.Values[state].AsSpan(2 * b, 2));
            var (h, c) = (Start("ownH0"), Start("ownC0"));
            return sample.Select(row =>
            {
                var (fromX, fromH) = (Gates("ih", row), Gates("hh", h));
                double[] s = [.. Enumerable.Range(0, 2).Select(i => Math.Tanh(fromX[i] + fromH[i]))];
                var fromS = Gates("hh", s);
                (h, c) = ([.. Enumerable.Range(0, 2).Select(i => s[i] - (p[i] * c[i]))], [.. Enumerable.Range(0, 2).Select(i => 0.5 * fromX[2 + i] * fromS[2 + i])]);
                return h;
            }).ToArray();
        });
        Plain.Gives(model, inputs, Plain.Flat(y));
    }

    /// <summary>
    /// The first output is the input's mask, 0 or 2; every later one adds the mask of the first gate, 0 or 2, times the one before. The other
    /// state is what the second gate sees. Of 200 samples some have each of the combinations, but for 1 of 10⁸.
    /// </summary>
    private static void Masks(MutatedModels models, string name, bool shared)
    {
        const int Batch = 200, Steps = 4;
        var model = models.Create(name);
        var random = Inputs.Random(model, Batch, Steps, seed: 3);
        var ones = new float[Batch * Steps];
        ones.AsSpan().Fill(1);
        var results = Runner.Train(model, random with { Values = new Dictionary<string, float[]>(random.Values, StringComparer.Ordinal) { ["x"] = ones } });
        var seen = new HashSet<(double Input, double First, double Second)>();
        foreach (var (y, last) in results["y"].Chunk(Steps).Zip(results["sumsKn"]))
        {
            var input = y[0];
            Assert.True(input is 0 or 2, $"the input is {input}");
            if (input == 0) continue;
            var (first, second) = ((y[1] - input) / input, last / y[^2]);
            Assert.True(first is 0 or 2 && second is 0 or 2, $"{first}, {second}");
            for (var t = 1; t < Steps; t++) Assert.Equal(input + (first * y[t - 1]), y[t]);
            seen.Add((input, first, second));
        }

        Assert.Equal(shared ? 2 : 4, seen.Count);
        if (shared) Assert.All(seen, masks => Assert.Equal(masks.First, masks.Second));
    }

    private static void Drawn(MutatedModels models)
    {
        var model = models.Create("drawn");
        Initializer Of(string name) => model.Description.Parameters.Single(p => p.Name == name).Initializer;
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], model.Parameters["keras.bias_ih_l0"].ToArray());
        Assert.Equal(new Initializer.GlorotUniform(3, 16), Of("keras.weight_ih_l0"));
        Assert.Equal(new Initializer.Orthogonal(), Of("keras.weight_hh_l0"));
        Assert.Equal(new Initializer.Normal(0, 0.01), Of("tutorial.weight_hh_l0"));
        Assert.All(model.Parameters["tutorial.bias_ih_l0"].ToArray(), bias => Assert.Equal(0, bias));
        Assert.Equal(new Initializer.UniformInverseSqrt(4), Of("torch.weight_ih_l0"));
        Assert.Equal(new Initializer.UniformInverseSqrt(4), Of("torch.bias_hh_l0"));
    }
}
