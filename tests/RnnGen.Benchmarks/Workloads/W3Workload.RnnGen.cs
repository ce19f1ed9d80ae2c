using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;

namespace RnnGen.Benchmarks.Workloads;

internal sealed partial class W3Workload
{
    public override IOperation RnnGen(Phase phase) => phase.Kind == PhaseKind.Train
        ? new GeneratedTraining<int, float>(new W3(seed: 1), new W3WithoutDropout(seed: 1), _weights, X(phase), _target, phase.Batch)
        : new GeneratedInference<int>(new W3(seed: 1), _weights, X(phase), phase.Batch);
}

/// <summary><see cref="W3"/> without dropout.</summary>
[Model]
[Tokens(vocabulary: 10_000, maxSteps: 200)]
[Embedding(64)]
[Lstm(64, Bidirectional = true, Return = Sequence)]
[Lstm(32, Bidirectional = true)]
[Dense(64, Activation = Relu)]
[Dense(1)]
[Loss(BinaryCrossEntropyWithLogits)]
public partial class W3WithoutDropout;
