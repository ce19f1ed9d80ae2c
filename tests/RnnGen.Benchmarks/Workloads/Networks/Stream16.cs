namespace RnnGen.Benchmarks.Workloads;

/// <summary>A stream through 16 units of an LSTM.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Lstm(16, Return = Sequence)]
[Dense(1)]
public partial class LstmStream16;

/// <summary>A stream through 16 units of a GRU.</summary>
[Model(Trainable = false)]
[Input(steps: 1, features: 1)]
[Gru(16, Return = Sequence)]
[Dense(1)]
public partial class GruStream16;
