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
        new(PhaseKind.Infer, 1, ForwardFlops(1, Steps)) { Weights = WeightPrecision.Int8 },
    ];

    public override IOperation RnnGen(Phase phase) => (phase.Kind, phase.Weights) switch
    {
        (PhaseKind.Train, _) => Training(new W1(seed: 1), new W1WithoutDropout(seed: 1)),
        (_, WeightPrecision.Bf16) => Inference(new W1Bf16(seed: 1), phase),
        (_, WeightPrecision.Int8) => Inference(new W1Int8(seed: 1), phase),
        _ => Inference(new W1(seed: 1), phase),
    };
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

/// <summary>The same with weights of one byte.</summary>
[Model(Trainable = false, Weights = Int8)]
[Tokens(vocabulary: 10_000, maxSteps: 100)]
[Embedding(128, Padding = 0)]
[Lstm(256, Layers = 2, Bidirectional = true)]
[Dense(2)]
public partial class W1Int8;
