namespace Tutorials.Models;

/// <summary>S7, the step beyond: one encoder block of a transformer, which learns to say a sequence backwards.</summary>
[Model]
[Tokens(vocabulary: 8, maxSteps: 6)]
[Embedding(16)]
[PositionalEncoding(Name = "placed")]
[MultiHeadAttention(2, Name = "attended")]
[Add(From = "placed, attended")]
[LayerNorm(Name = "first")]
[Dense(32, Activation = Relu)]
[Dense(16, Name = "thought")]
[Add(From = "first, thought")]
[LayerNorm]
[Dense(8)]
[Loss(CrossEntropyWithLogits)]
public partial class Reverser;
