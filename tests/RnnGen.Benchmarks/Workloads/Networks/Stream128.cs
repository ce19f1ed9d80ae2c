namespace RnnGen.Benchmarks.Workloads;

/// <summary>A stream through 128 units of an LSTM.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Lstm(128, Return = Sequence)]
[Dense(1)]
public partial class LstmStream128;

/// <summary>A stream through 128 units of a GRU.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Gru(128, Return = Sequence)]
[Dense(1)]
public partial class GruStream128;
