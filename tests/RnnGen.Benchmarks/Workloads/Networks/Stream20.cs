namespace RnnGen.Benchmarks.Workloads;

/// <summary>A stream through 20 units of an LSTM.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Lstm(20, Return = Sequence)]
[Dense(1)]
public partial class LstmStream20;

/// <summary>A stream through 20 units of a GRU.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Gru(20, Return = Sequence)]
[Dense(1)]
public partial class GruStream20;
