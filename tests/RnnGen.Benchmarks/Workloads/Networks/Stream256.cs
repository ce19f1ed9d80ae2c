namespace RnnGen.Benchmarks.Workloads;

/// <summary>A stream through 256 units of an LSTM.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Lstm(256, Return = Sequence)]
[Dense(1)]
public partial class LstmStream256;

/// <summary>A stream through 256 units of a GRU.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Gru(256, Return = Sequence)]
[Dense(1)]
public partial class GruStream256;
