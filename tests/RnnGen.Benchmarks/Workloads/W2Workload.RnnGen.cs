using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;

namespace RnnGen.Benchmarks.Workloads;

internal sealed partial class W2Workload
{
    public override IOperation RnnGen(Phase phase) => phase.Kind == PhaseKind.Train
        ? new GeneratedTraining<float, float>(new W2(seed: 1), new W2WithoutDropout(seed: 1), _weights, X(phase), _target, phase.Batch)
        : new GeneratedInference<float>(new W2(seed: 1), _weights, X(phase), phase.Batch);
}

/// <summary><see cref="W2"/> without dropout, which has gradients that other sides can have too.</summary>
[Model]
[Input(steps: 30, features: 5)]
[Gru(64, Return = Sequence)]
[Gru(32)]
[Dense(32, Activation = Relu)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class W2WithoutDropout;
