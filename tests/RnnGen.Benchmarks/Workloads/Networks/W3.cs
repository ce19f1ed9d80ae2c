namespace RnnGen.Benchmarks.Workloads;

/// <summary>The network of the workload W3.</summary>
[Model]
[Tokens(vocabulary: 10_000, maxSteps: 200)]
[Embedding(64)]
[Lstm(64, Bidirectional = true, Return = Sequence)]
[Lstm(32, Bidirectional = true)]
[Dense(64, Activation = Relu)]
[Dropout(0.5f)]
[Dense(1)]
[Loss(BinaryCrossEntropyWithLogits)]
public partial class W3;
