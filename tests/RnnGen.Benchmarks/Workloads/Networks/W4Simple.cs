namespace RnnGen.Benchmarks.Workloads;

/// <summary>The network of the workload W4-simple.</summary>
[Model(Trainable = false)]
[Input(steps: 3, features: 4)]
[Rnn(8, Return = Sequence)]
[Dense(4)]
public partial class W4Simple;
