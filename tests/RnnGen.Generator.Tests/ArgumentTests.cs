using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>Arguments that mean nothing where they stand, or hold what makes no sense: RNN012, whatever the layer.</summary>
public class ArgumentTests
{
    /// <summary>Layers on a sequence of 10 × 4, and what the message says.</summary>
    public static TheoryData<string, string> Wrong => new()
    {
        { "[Attention(Units = 8)]", "'attention1' says Units = 8, but ScaledDot has no hidden layer" },
        { "[Attention(AttentionScore.Dot, Units = 8)]", "'attention1' says Units = 8, but Dot has no hidden layer" },
        { "[Dense(2, Activation = Relu, ActivationAlpha = 0.1)]", "'dense1' says ActivationAlpha = 0.1, but Relu has no α" },
        { "[Dense(2, Activation = LeakyRelu, ActivationBeta = 0.1)]", "'dense1' says ActivationBeta = 0.1, but LeakyRelu has no β" },
        { "[Dense(2, Activation = Elu, ActivationAlpha = double.NaN)]", "'dense1' says ActivationAlpha = NaN, but a number has to be finite" },
        { "[Dense(2, Bias = false, BiasInitializer = Zeros)]", "'dense1' says BiasInitializer, but the layer has no bias" },
        { "[Dense(2, Activation = GeluTanh, ActivationAlpha = 1)]", "'dense1' says ActivationAlpha = 1, but GeluTanh has no α" },
        { "[Dense(2, ActivationAlpha = 0.1)]", "'dense1' says ActivationAlpha = 0.1, but there is no Activation" },
        { "[Activation(Sigmoid, ActivationBeta = 2)]", "'activation1' says ActivationBeta = 2, but Sigmoid has no β" },
        { "[Conv1D(2, 3, Activation = Tanh, ActivationAlpha = 2)]", "'conv1d1' says ActivationAlpha = 2, but Tanh has no α" },
        { "[Gru(3, Activation = Softsign, ActivationAlpha = 2)]", "'gru1' says ActivationAlpha = 2, but Softsign has no α" },
        { "[Gru(3, RecurrentActivation = Sigmoid, RecurrentActivationBeta = 2)]", "'gru1' says RecurrentActivationBeta = 2, but Sigmoid has no β" },
        { "[Lstm(3, CellActivation = Selu, CellActivationAlpha = 2)]", "'lstm1' says CellActivationAlpha = 2, but Selu has no α" },
        { "[Dense(2, KernelInitializer = GlorotUniform, KernelInitializerValue = 2)]", "'dense1' says KernelInitializerValue = 2, but GlorotUniform has no number" },
        { "[Dense(2, BiasInitializer = Ones, BiasInitializerValue = 2)]", "'dense1' says BiasInitializerValue = 2, but Ones has no number" },
        { "[Dense(2, KernelInitializer = Normal, KernelInitializerValue = -0.1)]", "'dense1' says KernelInitializerValue = -0.1, but the number of Normal is not negative" },
        { "[Dense(2, KernelInitializer = InitializerKind.Uniform, KernelInitializerValue = -1)]", "'dense1' says KernelInitializerValue = -1, but the number of Uniform is not negative" },
        { "[Gru(3, RecurrentInitializer = Orthogonal, RecurrentInitializerValue = -1)]", "'gru1' says RecurrentInitializerValue = -1, but the number of Orthogonal is not negative" },
        { "[Gru(3, ClipGates = float.PositiveInfinity)]", "'gru1' says ClipGates = Infinity, but a bound is positive and finite" },
        { "[Gru(3, ClipGates = -1)]", "'gru1' says ClipGates = -1, but a bound is positive and finite" },
        { "[Lstm(3, ClipCell = float.PositiveInfinity)]", "'lstm1' says ClipCell = Infinity, but a bound is positive and finite" },
        { "[BatchNorm(Epsilon = 0)]", "'batchnorm1' says Epsilon = 0, but ε has to be positive and finite" },
        { "[BatchNorm(Epsilon = double.NaN)]", "'batchnorm1' says Epsilon = NaN, but ε has to be positive and finite" },
        { "[BatchNorm(Epsilon = double.PositiveInfinity)]", "'batchnorm1' says Epsilon = Infinity, but ε has to be positive and finite" },
        { "[BatchNorm(Momentum = -0.1)]", "'batchnorm1' says Momentum = -0.1, but it is a share, from 0 to 1" },
        { "[BatchNorm(Momentum = 1.5)]", "'batchnorm1' says Momentum = 1.5, but it is a share, from 0 to 1" },
        { "[BatchNorm(Momentum = double.NaN)]", "'batchnorm1' says Momentum = NaN, but it is a share, from 0 to 1" },
        { "[BatchNorm(Family = (Family)9)]", "'batchnorm1' says Family = 9, but the values are PyTorch, Keras, Onnx, Tutorial" },
        { "[LayerNorm(Epsilon = -1)]", "'layernorm1' says Epsilon = -1, but ε has to be positive and finite" },
        { "[LayerNorm(Epsilon = double.PositiveInfinity)]", "'layernorm1' says Epsilon = Infinity, but ε has to be positive and finite" },
        { "[Dense(1)] [LayerNorm]", "'layernorm1' says [LayerNorm], but its input has one value" },
        { "[Dense(1)] [Softmax]", "'softmax1' says [Softmax], but its input has one value, of which it always makes 1" },
        { "[Conv1D(2, 1, Dilation = 3)]", "'conv1d1' says Dilation = 3, but a kernel of one step has no distances" },
        { "[Gru(8)] [Conv2D(2, 1, Height = 2, Width = 2)] [Conv1D(3, 2)]", "'conv1d1' says Conv1D, but its input is an image; use [Conv2D]" },
        { "[Gru(8)] [Conv2D(2, 1, Height = 2, Width = 2)] [MaxPooling1D(2)]", "'maxpooling1d1' says MaxPooling1D, but its input is an image; use [MaxPooling2D]" },
    };

    /// <summary>What comes close to these and is right.</summary>
    public static TheoryData<string> Right =>
    [
        "[Attention(AttentionScore.Additive, Units = 8)]",
        "[Dense(2, Activation = Elu, ActivationAlpha = -0.5)]",
        "[Dense(2, Activation = ScaledTanh, ActivationAlpha = 2, ActivationBeta = 0.5)]",
        "[Activation(HardSigmoid, ActivationAlpha = 0.25, ActivationBeta = 0.4)]",
        "[Dense(2, KernelInitializer = InitializerKind.Constant, KernelInitializerValue = -1)]",
        "[Dense(2, KernelInitializer = Normal, KernelInitializerValue = 0)]",
        "[Gru(3, RecurrentInitializer = OrthogonalPerGate, RecurrentInitializerValue = 0.5)]",
        "[Gru(3, ClipGates = 2)]",
        "[BatchNorm(Epsilon = 1e-12, Momentum = 0)] [Dense(1)]",
        "[BatchNorm(Family = Keras, Momentum = 1, Affine = false)] [Dense(1)]",
        "[Conv1D(2, 2, Dilation = 3)]",
        "[Conv1D(2, 10, Padding = Valid)]",
        "[Conv1D(2, 99, Padding = Causal)]",
        "[Conv1D(2, 99, Padding = Same)]",
        "[Gru(8)] [Conv2D(2, 1, Height = 2, Width = 2)] [Gru(3)]",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Is_refused(string layers, string says)
    {
        var run = GeneratorHost.Run(Declarations.WithLayers(layers), new GeneratorHostOptions { WarningsAsErrors = false });

        var diagnostic = Assert.Single(run.Said);
        Assert.Equal("RNN012", diagnostic.Id);
        Assert.Contains(says, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Is_taken(string layers) =>
        Assert.DoesNotContain(GeneratorHost.Run(Declarations.WithLayers(layers)).Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Inputs and losses, in place of a sequence and a squared error.</summary>
    [Theory]
    [InlineData("[Tokens(9, 10)] [Embedding(4, Padding = -2)] [Dense(1)]", "MeanSquaredError", "'embedding1' says Padding = -2, but the tokens are 0 to 8")]
    [InlineData("[Tokens(9, 10)] [Embedding(4, Padding = 9)] [Dense(1)]", "MeanSquaredError", "'embedding1' says Padding = 9, but the tokens are 0 to 8")]
    [InlineData("[Tokens(9, FixedSteps = true)] [Embedding(4)] [Dense(1)]", "MeanSquaredError", "'x' says FixedSteps = true, but it has no steps to fix")]
    [InlineData("[Input(4, 3)] [Conv1D(8, 5)] [Gru(2)]", "MeanSquaredError", "'conv1d1' says kernelSize = 5, but its input has 4 steps, of which a result reads 5 without padding")]
    [InlineData("[Input(4, 3)] [Conv1D(8, 3, Dilation = 2)] [Gru(2)]", "MeanSquaredError", "'conv1d1' says kernelSize = 3, Dilation = 2, but its input has 4 steps, of which a result reads 5 without padding")]
    [InlineData("[Input(4, FixedSteps = true)] [Dense(1)]", "MeanSquaredError", "'x' says FixedSteps = true, but it has no steps to fix")]
    [InlineData("[Input(3, 4)] [Input(4, StepsOf = \"x\", FixedSteps = true)] [Add(From = \"x, x2\")] [Dense(1)]", "MeanSquaredError", "'x2' says FixedSteps = true, but its steps are those of 'x'")]
    [InlineData("[Input(4, 3)] [Dense(1)]", "MeanSquaredError, Weight = 0", "'Loss' says Weight = 0, but then it counts for nothing")]
    [InlineData("[Input(4, 3)] [Dense(2)]", "CrossEntropyWithLogits, ClassWeights = new[] { 0.0, 0 }", "'Loss' says ClassWeights of zeros only, but then no label counts")]
    public void Is_refused_of_inputs_and_losses(string model, string loss, string says)
    {
        var source = $"using RnnGen;\n\n[Model] {model}\n[Loss({loss})]\ninternal partial class Forecaster;";
        var diagnostic = Assert.Single(GeneratorHost.Run(source, new GeneratorHostOptions { WarningsAsErrors = false }).Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal("RNN012", diagnostic.Id);
        Assert.Contains(says, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }
}
