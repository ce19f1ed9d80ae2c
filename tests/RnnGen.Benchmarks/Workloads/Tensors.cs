using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>The weights and the data of a workload, the same for every side and every run.</summary>
internal static class Tensors
{
    /// <summary>Parameters of a recurrent layer with <paramref name="gates"/> gates, in PyTorch's names and order.</summary>
    public static IEnumerable<ParameterInfo> Recurrent(
        string layer, int gates, int input, int hidden, int layers = 1, bool bidirectional = false)
    {
        var uniform = new Initializer.UniformInverseSqrt(hidden);
        string[] directions = bidirectional ? ["", "_reverse"] : [""];
        for (var level = 0; level < layers; level++)
        {
            foreach (var direction in directions)
            {
                var cell = $"l{level}{direction}";
                var width = level == 0 ? input : directions.Length * hidden;
                yield return new ParameterInfo($"{layer}.weight_ih_{cell}", [gates * hidden, width], uniform);
                yield return new ParameterInfo($"{layer}.weight_hh_{cell}", [gates * hidden, hidden], uniform);
                yield return new ParameterInfo($"{layer}.bias_ih_{cell}", [gates * hidden], uniform);
                yield return new ParameterInfo($"{layer}.bias_hh_{cell}", [gates * hidden], uniform);
            }
        }
    }

    /// <summary>The table of an embedding, whose values are drawn from ±1.</summary>
    public static ParameterInfo Embedding(string layer, int vocabulary, int size) =>
        new($"{layer}.weight", [vocabulary, size], new Initializer.UniformInverseSqrt(1));

    /// <summary>Parameters of a linear layer, in PyTorch's names and order.</summary>
    public static IEnumerable<ParameterInfo> Dense(string layer, int input, int output)
    {
        var uniform = new Initializer.UniformInverseSqrt(input);
        yield return new ParameterInfo($"{layer}.weight", [output, input], uniform);
        yield return new ParameterInfo($"{layer}.bias", [output], uniform);
    }

    /// <summary>Draws every parameter uniformly in ±1/√fan.</summary>
    public static TensorBlock<float> Weights(int seed, IEnumerable<ParameterInfo> parameters)
    {
        var random = new Random(seed);
        var block = new TensorBlock<float>([.. parameters]);
        foreach (var tensor in block.Tensors)
        {
            var bound = 1 / MathF.Sqrt(((Initializer.UniformInverseSqrt)tensor.Initializer).Fan);
            foreach (ref var value in block[tensor.Name]) value = ((2 * random.NextSingle()) - 1) * bound;
        }

        return block;
    }

    /// <summary>
    /// The weights that products read: with those, a peer that reads its weights exactly computes what RnnGen computes with rounded ones. Tables are not
    /// rounded.
    /// </summary>
    public static TensorBlock<float> AsRead(TensorBlock<float> weights, WeightPrecision precision)
    {
        if (precision == WeightPrecision.Exact) return weights;
        var block = new TensorBlock<float>([.. weights.Tensors]);
        weights.Values.CopyTo(block.Values);
        foreach (var tensor in block.Tensors.Where(t => t.Shape.Length > 1 && !t.Name.StartsWith("embedding", StringComparison.Ordinal)))
        {
            if (precision == WeightPrecision.Int8) RoundRows(block[tensor.Name], tensor.Length / tensor.Shape[0]);
            else RoundEach(block[tensor.Name]);
        }

        return block;
    }

    private static void RoundEach(Span<float> weights)
    {
        foreach (ref var weight in weights) weight = Bf16Packing.Round(weight);
    }

    private static void RoundRows(Span<float> weights, int row)
    {
        for (var first = 0; first < weights.Length; first += row) Int8Packing.Round(weights.Slice(first, row));
    }

    /// <summary>Draws whole numbers from <paramref name="from"/> up to, but not including, <paramref name="to"/>.</summary>
    public static int[] Integers(int seed, int count, int from, int to)
    {
        var random = new Random(seed);
        var values = new int[count];
        foreach (ref var value in values.AsSpan()) value = random.Next(from, to);
        return values;
    }

    /// <summary>How many of them are equal to one before.</summary>
    public static int Repeated(ReadOnlySpan<int> values)
    {
        var seen = new HashSet<int>();
        var repeated = 0;
        foreach (var value in values) repeated += seen.Add(value) ? 0 : 1;
        return repeated;
    }

    /// <summary>The same numbers in the type that the peers want.</summary>
    public static long[] Wide(int[] values) => Array.ConvertAll(values, v => (long)v);

    /// <summary>Draws standard normal values, by Box and Muller's method.</summary>
    public static float[] Normal(int seed, int count)
    {
        var random = new Random(seed);
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
            value = MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
        return values;
    }
}
