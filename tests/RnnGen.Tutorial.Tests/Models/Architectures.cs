namespace Tutorials.Models;

/// <summary>S5, one to one: a plain network.</summary>
[Model]
[Input(64)]
[Dense(32, Activation = Relu)]
[Dense(10)]
[Loss(CrossEntropyWithLogits)]
public partial class OneToOne;

/// <summary>S5, one to many: one vector in, a sequence out.</summary>
[Model]
[Input(8)]
[RepeatVector(6)]
[Gru(16, Return = Sequence)]
[Dense(3)]
[Loss(MeanSquaredError)]
public partial class OneToMany;

/// <summary>S5, many to one.</summary>
[Model]
[Tokens(vocabulary: 50, maxSteps: 12)]
[Embedding(8)]
[Gru(16)]
[Dense(2)]
[Loss(CrossEntropyWithLogits)]
public partial class ManyToOne;

/// <summary>S5, many to many of equal length: a tag for every token.</summary>
[Model]
[Tokens(vocabulary: 50, maxSteps: 12, Lengths = true)]
[Embedding(8)]
[Lstm(16, Return = Sequence)]
[Dense(5)]
[Loss(CrossEntropyWithLogits)]
public partial class ManyToManyEqual;

/// <summary>S5, many to many of different length: encoder and decoder, with attention over what the encoder has read.</summary>
[Model]
[Tokens(vocabulary: 20, maxSteps: 8, Name = "source", Lengths = true)]
[Tokens(vocabulary: 20, maxSteps: 9, Name = "written")]
[Embedding(8, From = "source")]
[Gru(16, Name = "encoder", Return = Sequence)]
[Embedding(8, From = "written")]
[Gru(16, Name = "decoder", Return = Sequence, InitialStateFrom = "encoder")]
[Attention(From = "decoder, encoder", Name = "attention")]
[Concatenate(From = "decoder, attention")]
[Dense(20)]
[Loss(CrossEntropyWithLogits)]
public partial class Translator;

/// <summary>S5, bidirectional: a tag for every token that knows what follows.</summary>
[Model]
[Tokens(vocabulary: 50, maxSteps: 12, Lengths = true)]
[Embedding(8)]
[Lstm(16, Return = Sequence, Bidirectional = true)]
[Dense(5)]
[Loss(CrossEntropyWithLogits)]
public partial class BidirectionalTagger;
