using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>Texts of 20 to 100 words, 60 on average, in no order.</summary>
internal sealed class W1VarWorkload() : W1Workload(SampleLengths)
{
    private const int Shortest = 20;

    public override string Summary => base.Summary + ", lengths 20…100, mean 60";

    public override IReadOnlyList<Phase> Phases { get; } =
    [
        new(PhaseKind.Train, Batch, Flops.Training * ForwardFlops(Batch, SampleLengths.Sum())),
        new(PhaseKind.Infer, Batch, ForwardFlops(Batch, SampleLengths.Sum())),
    ];

    public override int RowsOf(Phase phase) => SampleLengths.Sum();

    private static int[] SampleLengths { get; } = Lengths();

    public override IOperation RnnGen(Phase phase) => phase.Kind == PhaseKind.Train
        ? Training(new W1Var(seed: 1), new W1VarWithoutDropout(seed: 1))
        : Inference(new W1Var(seed: 1), phase);

    private static int[] Lengths()
    {
        var lengths = new int[Batch];
        for (var i = 0; i < Batch; i++) lengths[i] = Shortest + (int)Math.Round((Steps - Shortest) * (double)i / (Batch - 1));
        new Random(11).Shuffle(lengths);
        return lengths;
    }
}

/// <summary><see cref="W1Var"/> without dropout.</summary>
[Model]
[Tokens(vocabulary: 10_000, maxSteps: 100, Lengths = true)]
[Embedding(128, Padding = 0)]
[Lstm(256, Layers = 2, Bidirectional = true)]
[Dense(2)]
[Loss(CrossEntropyWithLogits)]
public partial class W1VarWithoutDropout;
