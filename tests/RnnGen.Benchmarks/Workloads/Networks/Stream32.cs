namespace RnnGen.Benchmarks.Workloads;

/// <summary>A stream through 32 units of an LSTM.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Lstm(32, Return = Sequence)]
[Dense(1)]
public partial class LstmStream32;

/// <summary>A stream through 32 units of a GRU.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Gru(32, Return = Sequence)]
[Dense(1)]
public partial class GruStream32;
