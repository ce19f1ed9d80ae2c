using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>
/// Sizes around the widths of vectors and panels: every pair of input and hidden size, hence of their tails, in some cell, and every
/// hidden size in each of the four cells. A chain is a model of eleven layers in which each size is one layer's and the next one's
/// input: since there are eleven sizes, a prime, going round by 1, 2, … 10 places passes every ordered pair of two sizes exactly once,
/// and two cells of one size stacked on one another are the pairs of a size with itself. All states go out, so that every layer's
/// values and gradients are seen undamped by those above.
/// </summary>
public class SizeTests(ITestOutputHelper output)
{
    private static readonly int[] Sizes = [1, 3, 5, 7, 8, 9, 16, 17, 20, 32, 40];

    private static readonly ModelSpec[] Chains = [.. Enumerable.Range(1, Sizes.Length - 1).Select(Chain)];

    private static readonly ModelSpec[] DenseChains = [DenseChain(1), DenseChain(4)];

    /// <summary>Its recurrent weights are more than a second-level cache holds, and what its sums run over is odd.</summary>
    private static readonly ModelSpec Large = new(
        "", "Large", "public", true, Precision.Float32, new[] { new InputSpec(3, Steps: 4) }, new LayerSpec[] { new LstmSpec("lstm1", 275) { Return = ReturnKind.Sequence } }, new[] { new LossSpec(LossKind.External) });

    private static readonly Lazy<ModelSet> Models =
        new(() => ModelSet.Compile("Sizes", [.. Chains, .. DenseChains, Large], Body.All));

    public static TheoryData<string> Bodies => [.. Body.Single.Select(body => body.Name)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void ValuesAndGradientsAgreeWithDoublePrecision(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var spec in Chains)
        {
            var single = Models.Value.Single(spec.Name, body, seed: 7);
            var reference = Models.Value.Double(spec.Name);
            Runner.CopyWeights(single, reference);
            foreach (var batch in new[] { 1, 3, 32 })
            {
                foreach (var steps in new[] { 1, 2, 30 })
                {
                    var inputs = Inputs.Random(single, batch, steps, seed: batch + steps);
                    var bound = Rounding.Bound(spec.Layers.Count, width: 80, inputs);
                    var what = $"{spec.Name}, batch {batch}, steps {steps}";
                    Agreement.Within(bound, Runner.Predict(reference, inputs), Runner.Predict(single, inputs), "Predict of " + what);
                    Agreement.Within(bound, Runner.Train(reference, inputs), Runner.Train(single, inputs), "training of " + what);
                }
            }
        }
    }

    /// <summary>
    /// Dense layers, on batches of up to two chunks, their weights √3 times as large, so that values keep their size on the way.
    /// </summary>
    [Theory]
    [MemberData(nameof(Bodies))]
    public void DenseLayersAgreeWithDoublePrecision(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var spec in DenseChains)
        {
            var single = Models.Value.Single(spec.Name, body, seed: 7);
            foreach (ref var weight in single.Parameters.Values) weight *= float.Sqrt(3);
            single.RefreshWeights();
            var reference = Models.Value.Double(spec.Name);
            Runner.CopyWeights(single, reference);
            foreach (var batch in new[] { 1, 3, 32, 300 })
            {
                var inputs = Inputs.Random(single, batch, steps: 1, seed: batch);
                var expected = Runner.Train(reference, inputs);
                var bound = Rounding.Bound(spec.Layers.Count, width: 40, inputs);
                Agreement.Within(bound, expected, Runner.Train(single, inputs), $"training of {spec.Name}, batch {batch}");
                Agreement.Within(bound, expected["y"], Runner.Predict(single, inputs)["y"], $"Predict of {spec.Name}, batch {batch}");
                Assert.True(expected["dX"].Max(Math.Abs) > 100 * bound, "The gradients are too small to tell anything.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void WeightsThatAreFetchedAheadAgreeWithDoublePrecision(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var (single, reference) = (Models.Value.Single(Large.Name, body, seed: 7), Models.Value.Double(Large.Name));
        Runner.CopyWeights(single, reference);
        foreach (var batch in new[] { 1, 13, 32 })
        {
            var inputs = Inputs.Random(single, batch, steps: 3, seed: batch);
            var bound = Rounding.Bound(layers: 1, width: 3 + 275, inputs);
            Agreement.Within(bound, Runner.Predict(reference, inputs), Runner.Predict(single, inputs), $"Predict, batch {batch}");
            Agreement.Within(bound, Runner.Train(reference, inputs), Runner.Train(single, inputs), $"training, batch {batch}");
        }
    }

    [Fact]
    public void ChainsCoverEveryPairOfSizesAndEveryCellInEverySize()
    {
        var pairs = new HashSet<(int, int)>();
        var cells = new HashSet<(string, int)>();
        foreach (var chain in Chains)
        {
            var inputs = chain.Input.Features;
            foreach (var layer in chain.Layers.Cast<RecurrentSpec>())
            {
                pairs.Add((inputs, layer.Units));
                if (layer.Layers > 1) pairs.Add((layer.Units, layer.Units));
                cells.Add((layer is RnnSpec rnn ? $"{rnn.Activation}" : layer.GetType().Name, layer.Units));
                inputs = layer.Units;
            }
        }

        Assert.Equal(Sizes.Length * Sizes.Length, pairs.Count);
        Assert.Equal(Specs.Kinds.Count * Sizes.Length, cells.Count);
    }

    private static ModelSpec Chain(int shift)
    {
        var layers = new LayerSpec[Sizes.Length];
        for (var i = 0; i < layers.Length; i++)
        {
            // Each chain stacks one of its layers, each time another size; the last one takes the two that are left.
            var size = (i + 1) * shift % Sizes.Length;
            var stacked = size == shift || (shift == Sizes.Length - 1 && size == 0);
            layers[i] = Specs.Recurrent(Specs.Kinds[(size + shift) % Specs.Kinds.Count], "l" + (char)('a' + i), Sizes[size]) with
            {
                Return = ReturnKind.Sequence,
                Layers = stacked ? 2 : 1,
                InitialStateInput = true,
                FinalStateOutput = true,
            };
        }

        return Specs.Sequence($"Chain{shift}", Sizes[0], LossKind.External, layers);
    }

    private static ModelSpec DenseChain(int shift)
    {
        var layers = new LayerSpec[Sizes.Length - 1];
        for (var i = 0; i < layers.Length; i++)
        {
            var units = Sizes[(i + 1) * shift % Sizes.Length];
            layers[i] = new DenseSpec($"dense{i + 1}", units, i % 2 == 0 ? ActivationKind.Linear : ActivationKind.Tanh);
        }

        return Specs.Vector($"Dense{shift}", Sizes[0], LossKind.External, layers);
    }
}
