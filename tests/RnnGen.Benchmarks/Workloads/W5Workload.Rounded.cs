using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;

namespace RnnGen.Benchmarks.Workloads;

internal sealed partial class W5Workload
{
    private IOperation Rounded(StepPhase phase, TensorBlock<float> weights)
    {
        switch (phase.Cell, phase.Hidden, phase.Weights)
        {
            case (StreamCell.Lstm, 128, WeightPrecision.Bf16):
                var lstm128 = new LstmStream128Bf16(seed: 1);
                return new GeneratedStep<LstmStream128Bf16.State>(lstm128, lstm128.Step, weights, _signal);
            case (StreamCell.Lstm, 256, WeightPrecision.Bf16):
                var lstm256 = new LstmStream256Bf16(seed: 1);
                return new GeneratedStep<LstmStream256Bf16.State>(lstm256, lstm256.Step, weights, _signal);
            case (StreamCell.Gru, 128, WeightPrecision.Bf16):
                var gru128 = new GruStream128Bf16(seed: 1);
                return new GeneratedStep<GruStream128Bf16.State>(gru128, gru128.Step, weights, _signal);
            case (StreamCell.Gru, 256, WeightPrecision.Bf16):
                var gru256 = new GruStream256Bf16(seed: 1);
                return new GeneratedStep<GruStream256Bf16.State>(gru256, gru256.Step, weights, _signal);
            case (StreamCell.Lstm, 256, WeightPrecision.Int8):
                var lstm256Int8 = new LstmStream256Int8(seed: 1);
                return new GeneratedStep<LstmStream256Int8.State>(lstm256Int8, lstm256Int8.Step, weights, _signal);
            default: throw new NotSupportedException($"No {phase.Name} is declared.");
        }
    }
}

/// <summary>The stream through 128 units of an LSTM with rounded weights.</summary>
[Model(Trainable = false, Weights = Bf16)]
[Input(steps: 1, features: 1)]
[Lstm(128, Return = Sequence)]
[Dense(1)]
public partial class LstmStream128Bf16;

/// <summary>The stream through 256 units of an LSTM with rounded weights.</summary>
[Model(Trainable = false, Weights = Bf16)]
[Input(steps: 1, features: 1)]
[Lstm(256, Return = Sequence)]
[Dense(1)]
public partial class LstmStream256Bf16;

/// <summary>The same with weights of one byte.</summary>
[Model(Trainable = false, Weights = Int8)]
[Input(steps: 1, features: 1)]
[Lstm(256, Return = Sequence)]
[Dense(1)]
public partial class LstmStream256Int8;

/// <summary>The stream through 128 units of a GRU with rounded weights.</summary>
[Model(Trainable = false, Weights = Bf16)]
[Input(steps: 1, features: 1)]
[Gru(128, Return = Sequence)]
[Dense(1)]
public partial class GruStream128Bf16;

/// <summary>The stream through 256 units of a GRU with rounded weights.</summary>
[Model(Trainable = false, Weights = Bf16)]
[Input(steps: 1, features: 1)]
[Gru(256, Return = Sequence)]
[Dense(1)]
public partial class GruStream256Bf16;
