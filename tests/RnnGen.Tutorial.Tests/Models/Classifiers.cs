namespace Tutorials.Models;

/// <summary>S2, the text classifier in PyTorch's form.</summary>
[Model]
[Tokens(vocabulary: 10_000, maxSteps: 100, Lengths = true)]
[Embedding(128, Padding = 0)]
[Dropout(0.3f)]
[Lstm(256, Layers = 2, Bidirectional = true, BetweenDropout = 0.3f)]
[Dropout(0.3f)]
[Dense(2)]
[Loss(CrossEntropyWithLogits)]
public partial class TextClassifier;

/// <summary>S4, the sentiment model in Keras' form; its sigmoid is part of the loss.</summary>
[Model]
[Tokens(vocabulary: 10_000, maxSteps: 200, Padding = 0, MaskPadding = true)]
[Embedding(64)]
[Lstm(64, Bidirectional = true, Return = Sequence, Family = Keras)]
[Lstm(32, Bidirectional = true, Family = Keras)]
[Dense(64, Activation = Relu, Family = Keras)]
[Dropout(0.5f)]
[Dense(1, Family = Keras)]
[Loss(BinaryCrossEntropyWithLogits)]
public partial class SentimentModel;
