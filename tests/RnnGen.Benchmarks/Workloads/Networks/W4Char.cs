namespace RnnGen.Benchmarks.Workloads;

/// <summary>The network of the workload W4-char.</summary>
[Model]
[Tokens(vocabulary: 64, maxSteps: 64)]
[Embedding(64)]
[Rnn(128, Return = Sequence)]
[Dense(64)]
[Loss(CrossEntropyWithLogits)]
public partial class W4Char;
