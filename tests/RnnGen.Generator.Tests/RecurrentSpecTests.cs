using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Layers = RnnGen.Compiler.Layers;

namespace RnnGen.Generator.Tests;

/// <summary>The arguments of recurrent and dense layers reach the compiler; what is not said stays open.</summary>
public class RecurrentSpecTests
{
    [Fact]
    public void Arguments_of_every_recurrent_layer() => Assert.Equal(
        new RnnSpec("rnn1", 8)
        {
            Bidirectional = true,
            Merge = Layers.MergeKind.Sum,
            Family = Layers.Family.Tutorial,
            Biases = Layers.BiasKind.None,
            Activation = new ActivationSpec(ActivationKind.ScaledTanh, 1.5, 0.5),
            ClipGates = 3,
            KernelInitializer = new InitializerChoice(Layers.InitializerKind.Normal, 0.01),
            RecurrentInitializer = Layers.InitializerKind.Orthogonal,
            InputDropout = 0.1f,
            InputDropoutMask = Layers.DropoutMaskKind.PerSequence,
            RecurrentDropout = 0.2f,
            RecurrentDropoutMask = Layers.RecurrentMaskKind.Shared,
            InitialState = Layers.InitialStateKind.Learned,
        },
        Layer("""
            [Rnn(8, Bidirectional = true, Merge = Sum, Family = Tutorial, Biases = BiasKind.None, Activation = ScaledTanh, ActivationAlpha = 1.5,
                ActivationBeta = 0.5, ClipGates = 3, KernelInitializer = Normal, KernelInitializerValue = 0.01, RecurrentInitializer = Orthogonal,
                InputDropout = 0.1f, InputDropoutMask = PerSequence, RecurrentDropout = 0.2f, RecurrentDropoutMask = Shared, InitialState = Learned)]
            """));

    [Fact]
    public void Arguments_of_an_lstm() => Assert.Equal(
        new LstmSpec("lstm1", 8)
        {
            Family = Layers.Family.Onnx,
            RecurrentActivation = new ActivationSpec(ActivationKind.HardSigmoidClassic, 0.25),
            CellActivation = ActivationKind.Relu,
            BiasInitializer = new InitializerChoice(Layers.InitializerKind.Constant, 0.5),
            Peepholes = true,
            ProjectionSize = 3,
            ClipCell = 2,
            UnitForgetBias = false,
        },
        Layer("""
            [Lstm(8, Family = Onnx, RecurrentActivation = HardSigmoidClassic, RecurrentActivationAlpha = 0.25, CellActivation = Relu,
                BiasInitializer = Constant, BiasInitializerValue = 0.5, Peepholes = true, ProjectionSize = 3, ClipCell = 2, UnitForgetBias = false)]
            """));

    [Fact]
    public void Arguments_of_a_gru() => Assert.Equal(
        new GruSpec("gru1", 8) { Family = Layers.Family.Keras, ResetAfter = false, UpdateGate = Layers.UpdateGateKind.TakesNew },
        Layer("[Gru(8, Family = Keras, ResetAfter = false, UpdateGate = TakesNew)]"));

    [Fact]
    public void What_is_not_said_is_the_familys() => Assert.Equal(new LstmSpec("lstm1", 8) { CoupledGates = true, LayerNorm = true }, Layer("[Lstm(8, CoupledGates = true, LayerNorm = true)]"));

    [Fact]
    public void Arguments_of_a_dense_layer() => Assert.Equal(
        new DenseSpec("dense1", 2, new ActivationSpec(ActivationKind.LeakyRelu, 0.2))
        {
            Family = Layers.Family.Keras,
            KernelInitializer = Layers.InitializerKind.HeNormal,
            BiasInitializer = Layers.InitializerKind.Ones,
        },
        Layer("[Dense(2, Activation = LeakyRelu, ActivationAlpha = 0.2, Family = Keras, KernelInitializer = HeNormal, BiasInitializer = Ones)]"));

    [Theory]
    [InlineData("[Lstm(8, ProjectionSize = 8)]", "ProjectionSize = 8")]
    [InlineData("[Gru(8, ClipGates = -1)]", "ClipGates = -1")]
    [InlineData("[Gru(8, KernelInitializerValue = 1)]", "KernelInitializerValue = 1")]
    [InlineData("[Rnn(8, Activation = Elu, ActivationAlpha = double.NaN)]", "ActivationAlpha = NaN")]
    [InlineData("[Rnn(8, RecurrentDropoutMask = Shared)]", "RecurrentDropoutMask = Shared")]
    [InlineData("[Rnn(8, Merge = Average)]", "Merge = Average")]
    public void What_cannot_be_is_reported(string layer, string what)
    {
        var run = TestKit.GeneratorHost.Run(Declarations.WithLayers(layer));
        Assert.Contains(what, Assert.Single(run.Errors).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    [Fact]
    public void A_recurrent_rate_out_of_range_is_reported()
    {
        var run = TestKit.GeneratorHost.Run(Declarations.WithLayers("[Gru(8, RecurrentDropout = 1f)]"));
        Assert.Contains("RecurrentDropout", Assert.Single(run.Errors).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static LayerSpec Layer(string attribute) => Assert.Single(Pipeline.Spec(Declarations.WithLayers(attribute)).Layers);
}
