namespace RnnGen.Benchmarks.Workloads;

/// <summary>A stream through 8 units of an LSTM.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Lstm(8, Return = Sequence)]
[Dense(1)]
public partial class LstmStream8;

/// <summary>A stream through 8 units of a GRU.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Gru(8, Return = Sequence)]
[Dense(1)]
public partial class GruStream8;
