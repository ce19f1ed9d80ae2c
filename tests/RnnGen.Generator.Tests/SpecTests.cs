using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using InitialStateSpec = RnnGen.Compiler.Layers.InitialStateKind;
using LossKindSpec = RnnGen.Compiler.Spec.LossKind;
using MergeSpec = RnnGen.Compiler.Layers.MergeKind;
using PrecisionSpec = RnnGen.Compiler.Spec.Precision;
using ReturnSpec = RnnGen.Compiler.Layers.ReturnKind;

namespace RnnGen.Generator.Tests;

public class SpecTests
{
    private static readonly ModelSpec Ridership = new(
        "Transit",
        "RidershipForecaster",
        "public",
        true,
        PrecisionSpec.Float32,
        new InputSpec(Features: 5, Steps: 30),
        new LayerSpec[]
        {
            new GruSpec("gru1", 64) { Return = ReturnSpec.Sequence, InputDropout = 0.2f },
            new GruSpec("gru2", 32),
            new DenseSpec("dense1", 32, ActivationKind.Relu),
            new DropoutSpec("dropout1", 0.2f),
            new DenseSpec("dense2", 1, ActivationKind.Linear),
        },
        LossKindSpec.MeanSquaredError);

    [Fact]
    public void The_ridership_model() => Assert.Equal(Ridership, Pipeline.Spec(Declarations.Ridership));

    [Fact]
    public void A_model_without_options() => Assert.Equal(
        new ModelSpec(
            "",
            "Forecaster",
            "internal",
            true,
            PrecisionSpec.Float32,
            new InputSpec(Features: 4, Steps: 10),
            new LayerSpec[] { new RnnSpec("rnn1", 8), new DropoutSpec("dropout1", 0.5f) },
            LossKindSpec.MeanSquaredError),
        Pipeline.Spec(Declarations.WithLayers("[Rnn(8)]", "[Dropout(0.5f)]")));

    [Fact]
    public void An_inference_model_in_double_on_a_plain_vector() => Assert.Equal(
        new ModelSpec(
            "A.@event",
            "Scorer",
            "internal",
            trainable: false,
            PrecisionSpec.Float64,
            new InputSpec(Features: 6, Steps: 0),
            new LayerSpec[] { new DenseSpec("dense1", 2, ActivationKind.Sigmoid) },
            loss: null),
        Pipeline.Spec("""
            namespace A.@event;

            [RnnGen.Model(Precision = Float64, Trainable = false), RnnGen.Input(features: 6), RnnGen.Dense(2, Activation = Sigmoid)]
            partial class Scorer { }
            """));

    [Fact]
    public void A_model_with_fast_activations() => Assert.Equal(
        Ridership with { Activations = Compiler.Spec.ActivationAccuracy.Fast },
        Pipeline.Spec(Declarations.Ridership.Replace("Precision = Float32", "Precision = Float32, Activations = Fast", StringComparison.Ordinal)));

    [Fact]
    public void A_model_with_rounded_weights() => Assert.Equal(
        Ridership with { Weights = Compiler.Spec.WeightPrecision.Bf16 },
        Pipeline.Spec(Declarations.Ridership.Replace("Precision = Float32", "Precision = Float32, Weights = Bf16", StringComparison.Ordinal)));

    [Fact]
    public void Every_option_of_a_recurrent_layer() => Assert.Equal(
        new LstmSpec("encoder", 16)
        {
            Return = ReturnSpec.Sequence,
            Layers = 3,
            InputDropout = 0.1f,
            BetweenDropout = 0.25f,
            InitialState = InitialStateSpec.Input,
            FinalStateOutput = true,
            HiddenStatesOutput = true,
        },
        Assert.Single(Pipeline.Spec(Declarations.WithLayers("""
            [Lstm(16, Name = "encoder", FinalStateOutput = true, HiddenStatesOutput = true, InitialState = InitialStateKind.Input, BetweenDropout = 0.25f,
                InputDropout = 0.1f, Layers = 3, Return = Sequence)]
            """)).Layers));

    [Fact]
    public void A_graph_with_tokens_directions_heads_and_losses()
    {
        var spec = Pipeline.Spec(Declarations.Graph);

        Assert.Equal(
            new InputSpec[]
            {
                new(Features: 0, Steps: 12) { Vocabulary = 50, Padding = 0, Lengths = true },
                new(Features: 3, Steps: 0) { Name = "x2", StepsOf = "x" },
                new(Features: 4, Steps: 0) { Name = "author" },
            },
            spec.Inputs);
        Assert.Equal(
            new LayerSpec[]
            {
                new EmbeddingSpec("embedding1", 6) { Padding = 0 },
                new JoinSpec("concatenate1", JoinKind.Concatenate) { From = new[] { "embedding1", "x2" } },
                new LstmSpec("lstm1", 5) { Bidirectional = true, Return = ReturnSpec.Sequence, Merge = MergeSpec.Sum },
                new GruSpec("gru1", 5) { Bidirectional = true, Merge = MergeSpec.None },
                new JoinSpec("add1", JoinKind.Add) { From = new[] { "gru1.forward", "gru1.backward" } },
                new DenseSpec("dense1", 5, ActivationKind.Tanh) { From = new[] { "author" } },
                new JoinSpec("multiply1", JoinKind.Multiply) { From = new[] { "add1", "dense1" } },
                new JoinSpec("average1", JoinKind.Average) { From = new[] { "add1", "dense1" } },
                new JoinSpec("maximum1", JoinKind.Maximum) { From = new[] { "multiply1", "average1" } },
                new DenseSpec("topic", 3, default) { From = new[] { "maximum1" } },
                new DenseSpec("toxic", 1, default) { From = new[] { "maximum1" } },
                new DenseSpec("length", 1, default) { From = new[] { "maximum1" } },
            },
            spec.Layers);
        Assert.Equal(
            new LossSpec[]
            {
                new(LossKindSpec.CrossEntropyWithLogits) { Of = "topic", IgnoreIndex = -100, LabelSmoothing = 0.1, ClassWeights = new[] { 1, 2, 0.5 } },
                new(LossKindSpec.BinaryCrossEntropyWithLogits) { Of = "toxic", PositiveWeight = 2, Weight = 0.5 },
                new(LossKindSpec.Huber) { Of = "length", Delta = 2, Mean = false },
                new(LossKindSpec.MeanAbsoluteError) { Of = "length" },
            },
            spec.Losses);
    }

    [Fact]
    public void Carried_states() => Assert.True(Pipeline.Spec(Declarations.WithLayers("[Gru(2)]").Replace("[Model]", "[Model(Stateful = true)]", StringComparison.Ordinal)).Stateful);

    [Fact]
    public void Naming_a_layer_renames_no_other() => Assert.Equal(
        ["lstm1", "middle", "lstm3", "rnn1"],
        Pipeline.Spec(Declarations.WithLayers(
            "[Lstm(1, Return = Sequence)]", "[Lstm(1, Return = Sequence, Name = \"middle\")]", "[Lstm(1, Return = Sequence)]",
            "[Rnn(1, Activation = RnnGen.Activation.Relu, Name = null)]")).Layers.Select(layer => layer.Name));

    [Fact]
    public void Constants_of_the_user() => Assert.Equal(
        new LayerSpec[] { new GruSpec("main", 128) { InputDropout = 0.5f } },
        Pipeline.Spec("""
            using RnnGen;

            static class Sizes { public const int Hidden = 64; public const string Layer = "main"; }

            [Model(Trainable = Training)]
            [Input(features: Features, steps: Sizes.Hidden)]
            [Gru(units: 2 * Sizes.Hidden, InputDropout = 1f / 2, Name = nameof(Sizes) == "Sizes" ? Sizes.Layer : "other")]
            partial class Forecaster
            {
                private const bool Training = false;
                private const int Features = 3;
            }
            """).Layers);

    [Fact]
    public void Input_and_loss_may_stand_anywhere() => Assert.Equal(
        Ridership with { Namespace = "", Layers = new LayerSpec[] { new GruSpec("gru1", 2), new DenseSpec("dense1", 1, default) } },
        Pipeline.Spec("""
            using RnnGen;

            [Loss(MeanSquaredError)]
            [Gru(2), Dense(1)]
            [Input(30, 5)]
            [Model]
            public partial class RidershipForecaster { }

            partial class RidershipForecaster { public int Other => 1; }
            """));

    [Fact]
    public void Two_models_in_one_file() => Assert.Equal(
        ["Forecaster", "RidershipForecaster"],
        Pipeline.Specs(Declarations.Ridership + Declarations.WithLayers("[Dense(1)]").Replace("using RnnGen;", ""))
            .Select(spec => spec.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("[Gru(\"64\")]")]
    [InlineData("[Gru]")]
    [InlineData("[Dropout(0.2)]")]
    [InlineData("[Gru(Missing)]")]
    [InlineData("[Gru(64, Return = Missing)]")]
    public void What_the_compiler_rejects_is_not_compiled_and_gets_no_second_diagnostic(string layer)
    {
        var run = TestKit.GeneratorHost.Run(Declarations.WithLayers(layer));

        Assert.NotEmpty(run.Errors);
        Assert.All(run.Diagnostics, diagnostic => Assert.StartsWith("CS", diagnostic.Id));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void An_unknown_option_is_the_compilers_error_and_the_rest_of_the_model_stays()
    {
        var run = TestKit.GeneratorHost.Run(Declarations.WithLayers("[Gru(64, Foo = 1)]"));

        Assert.All(run.Diagnostics, diagnostic => Assert.StartsWith("CS", diagnostic.Id));
        Assert.Equal(["CS0246"], run.Errors.Select(error => error.Id).Distinct());
        Assert.NotEmpty(run.Files);
    }
}
