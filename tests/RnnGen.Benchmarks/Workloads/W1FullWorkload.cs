using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>Texts of 100 words.</summary>
internal sealed class W1FullWorkload() : W1Workload(lengths: null)
{
    public override IReadOnlyList<Phase> Phases { get; } =
    [
        new(PhaseKind.Train, Batch, Flops.Training * ForwardFlops(Batch, Batch * Steps)),
        new(PhaseKind.Infer, Batch, ForwardFlops(Batch, Batch * Steps)),
        new(PhaseKind.Infer, 1, ForwardFlops(1, Steps)),
        new(PhaseKind.Infer, 1, ForwardFlops(1, Steps)) { Weights = WeightPrecision.Bf16 },
    ];

    public override IOperation RnnGen(Phase phase) => phase.Kind == PhaseKind.Train
        ? Training(new W1(seed: 1), new W1WithoutDropout(seed: 1))
        : Inference(phase.Weights == WeightPrecision.Bf16 ? new W1Bf16(seed: 1) : new W1(seed: 1), phase);
}

/// <summary><see cref="W1"/> without dropout.</summary>
[Model]
[Tokens(vocabulary: 10_000, maxSteps: 100)]
[Embedding(128, Padding = 0)]
[Lstm(256, Layers = 2, Bidirectional = true)]
[Dense(2)]
[Loss(CrossEntropyWithLogits)]
public partial class W1WithoutDropout;

/// <summary>The same for predictions alone, with rounded weights.</summary>
[Model(Trainable = false, Weights = Bf16)]
[Tokens(vocabulary: 10_000, maxSteps: 100)]
[Embedding(128, Padding = 0)]
[Lstm(256, Layers = 2, Bidirectional = true)]
[Dense(2)]
public partial class W1Bf16;
