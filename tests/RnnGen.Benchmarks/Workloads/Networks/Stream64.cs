namespace RnnGen.Benchmarks.Workloads;

/// <summary>A stream through 64 units of an LSTM.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Lstm(64, Return = Sequence)]
[Dense(1)]
public partial class LstmStream64;

/// <summary>A stream through 64 units of a GRU.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Gru(64, Return = Sequence)]
[Dense(1)]
public partial class GruStream64;
