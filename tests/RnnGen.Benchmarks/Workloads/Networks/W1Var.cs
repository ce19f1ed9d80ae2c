namespace RnnGen.Benchmarks.Workloads;

/// <summary>The network of the workload W1-var.</summary>
[Model]
[Tokens(vocabulary: 10_000, maxSteps: 100, Lengths = true)]
[Embedding(128, Padding = 0)]
[Dropout(0.3f)]
[Lstm(256, Layers = 2, Bidirectional = true, BetweenDropout = 0.3f)]
[Dropout(0.3f)]
[Dense(2)]
[Loss(CrossEntropyWithLogits)]
public partial class W1Var;
