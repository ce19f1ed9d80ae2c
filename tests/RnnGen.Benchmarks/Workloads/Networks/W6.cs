namespace RnnGen.Benchmarks.Workloads;

/// <summary>The network of the workload W6.</summary>
[Model]
[Tokens(vocabulary: 96, maxSteps: 100)]
[Embedding(64)]
[Lstm(512, Return = Sequence)]
[Dense(96)]
[Loss(CrossEntropyWithLogits)]
public partial class W6;
