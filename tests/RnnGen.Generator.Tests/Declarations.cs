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
