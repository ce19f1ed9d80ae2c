namespace RnnGen.Benchmarks.Workloads;

/// <summary>A stream through 40 units of an LSTM.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Lstm(40, Return = Sequence)]
[Dense(1)]
public partial class LstmStream40;

/// <summary>A stream through 40 units of a GRU.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Gru(40, Return = Sequence)]
[Dense(1)]
public partial class GruStream40;
