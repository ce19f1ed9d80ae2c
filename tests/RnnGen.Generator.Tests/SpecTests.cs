using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using LossSpec = RnnGen.Compiler.Spec.LossKind;
using PrecisionSpec = RnnGen.Compiler.Spec.Precision;
using ReturnSpec = RnnGen.Compiler.Layers.ReturnKind;
using InitialStateSpec = RnnGen.Compiler.Layers.InitialStateKind;

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
        LossSpec.MeanSquaredError);

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
            LossSpec.MeanSquaredError),
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
    public void Every_option_of_a_recurrent_layer() => Assert.Equal(
        new LstmSpec("encoder", 16)
        {
            Return = ReturnSpec.Sequence,
            Layers = 3,
            InputDropout = 0.1f,
            BetweenDropout = 0.25f,
            InitialState = InitialStateSpec.Input,
            FinalStateOutput = true,
        },
        Assert.Single(Pipeline.Spec(Declarations.WithLayers("""
            [Lstm(16, Name = "encoder", FinalStateOutput = true, InitialState = InitialStateKind.Input, BetweenDropout = 0.25f,
                InputDropout = 0.1f, Layers = 3, Return = Sequence)]
            """)).Layers));

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
