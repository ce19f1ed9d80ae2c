namespace RnnGen.Generator.Tests;

/// <summary>Sources that several tests share.</summary>
internal static class Declarations
{
    public const string Ridership = """
        using RnnGen;

        namespace Transit;

        [Model(Trainable = true, Precision = Float32)]
        [Input(steps: 30, features: 5)]
        [Gru(64, Return = Sequence, InputDropout = 0.2f)]
        [Gru(32)]
        [Dense(32, Activation = Relu)]
        [Dropout(0.2f)]
        [Dense(1)]
        [Loss(MeanSquaredError)]
        public partial class RidershipForecaster;
        """;

    /// <summary>States that come from the caller and go back to it, and a loss that is the caller's.</summary>
    public const string StatefulLstm = """
        using RnnGen;

        namespace Control;

        [Model]
        [Input(steps: 12, features: 3)]
        [Lstm(6, InitialState = InitialStateKind.Input, FinalStateOutput = true, Name = "memory")]
        [Loss(External)]
        internal partial class Controller;
        """;

    /// <summary>In double precision, for prediction only.</summary>
    public const string DoubleGru = """
        using RnnGen;

        namespace Reference;

        [Model(Trainable = false, Precision = Float64)]
        [Input(steps: 8, features: 2)]
        [Gru(5)]
        [Dense(1, Activation = Sigmoid)]
        public partial class Scorer;
        """;

    /// <summary>A sentence in, a class out: tokens of different numbers, both directions of two stacked cells.</summary>
    public const string TextClassifier = """
        using RnnGen;

        namespace Reading;

        [Model]
        [Tokens(vocabulary: 20, maxSteps: 8, Lengths = true)]
        [Embedding(6, Padding = 0, Name = "embedding")]
        [Lstm(8, Layers = 2, Bidirectional = true, Name = "lstm")]
        [Dense(3, Name = "fc")]
        [Loss(CrossEntropyWithLogits)]
        public partial class TopicClassifier;
        """;

    /// <summary>Everything at once: inputs of several kinds, joins, directions that stay apart, heads with losses of their own.</summary>
    public const string Graph = """
        using RnnGen;

        namespace Reading;

        [Model]
        [Tokens(vocabulary: 50, maxSteps: 12, Padding = 0, MaskPadding = true, Lengths = true)]
        [Input(features: 3, StepsOf = "x")]
        [Input(features: 4, Name = "author")]
        [Embedding(6, Padding = 0)]
        [Concatenate(From = "embedding1, x2")]
        [Lstm(5, Bidirectional = true, Return = Sequence, Merge = Sum)]
        [Gru(5, Bidirectional = true, Merge = None)]
        [Add(From = "gru1.forward, gru1.backward")]
        [Dense(5, Activation = Activation.Tanh, From = "author")]
        [Multiply(From = "add1, dense1")]
        [Average(From = "add1, dense1")]
        [Maximum(From = "multiply1, average1")]
        [Dense(3, Name = "topic", From = "maximum1")]
        [Dense(1, Name = "toxic", From = "maximum1")]
        [Dense(1, Name = "length", From = "maximum1")]
        [Loss(CrossEntropyWithLogits, Of = "topic", IgnoreIndex = -100, LabelSmoothing = 0.1, ClassWeights = new[] { 1, 2, 0.5 })]
        [Loss(BinaryCrossEntropyWithLogits, Of = "toxic", PositiveWeight = 2, Weight = 0.5)]
        [Loss(Huber, Of = "length", Delta = 2, Reduction = Reduction.Sum)]
        [Loss(MeanAbsoluteError, Of = "length")]
        public partial class Reader;
        """;

    /// <summary>A model with the given layers on a sequence of 10 × 4.</summary>
    public static string WithLayers(params string[] layers) => $"""
        using RnnGen;

        [Model]
        [Input(steps: 10, features: 4)]
        {string.Join('\n', layers)}
        [Loss(MeanSquaredError)]
        internal partial class Forecaster;
        """;
}
