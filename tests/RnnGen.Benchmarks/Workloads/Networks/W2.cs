namespace RnnGen.Benchmarks.Workloads;

/// <summary>The network of the workload W2.</summary>
[Model]
[Input(steps: 30, features: 5)]
[Gru(64, Return = Sequence)]
[Gru(32)]
[Dense(32, Activation = Relu)]
[Dropout(0.2f)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class W2;
