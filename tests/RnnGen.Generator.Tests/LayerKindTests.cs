using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using FamilySpec = RnnGen.Compiler.Layers.Family;
using PaddingSpec = RnnGen.Compiler.Layers.ConvolutionPadding;
using ScoreSpec = RnnGen.Compiler.Layers.AttentionScore;

namespace RnnGen.Generator.Tests;

/// <summary>Layers that are no cells: every argument arrives, and what is not said is the default of the attribute.</summary>
public class LayerKindTests
{
    [Fact]
    public void Every_argument_arrives() => Assert.Equal(
        [
            new LayerNormSpec("layernorm1") { Epsilon = 1e-3 },
            new BatchNormSpec("batchnorm1") { Family = FamilySpec.Keras, Epsilon = 1e-4, Momentum = 0.9, Affine = false },
            new DenseSpec("dense1", 3, ActivationKind.Linear) { Trainable = false, WithoutBias = true },
            new ActivationLayerSpec("activation1", new ActivationSpec(ActivationKind.LeakyRelu, Alpha: 0.2)),
            new Conv1DSpec("conv1d1", 8, 3) { Padding = PaddingSpec.Causal, Dilation = 2, WithoutBias = true, Activation = ActivationKind.GeluTanh },
            new PositionalEncodingSpec("positionalencoding1"),
            new MultiHeadAttentionSpec("multiheadattention1", 2) { Causal = true },
            new AttentionSpec("attention1", ScoreSpec.Additive) { Units = 5, Causal = true, WeightsOutput = true },
            new SoftmaxSpec("softmax1"),
            new GlobalPoolingSpec("globalmaxpooling1d1", PoolingKind.Maximum),
            new RepeatVectorSpec("repeatvector1", 4),
            new GlobalPoolingSpec("globalaveragepooling1d1", PoolingKind.Average),
            new Pooling1DSpec("maxpooling1d1", PoolingKind.Maximum, 3, 2),
            new Pooling1DSpec("averagepooling1d1", PoolingKind.Average, 4, 1),
            new PositionalEmbeddingSpec("positionalembedding1", 10),
        ],
        Layers(
            "[LayerNorm(Epsilon = 1e-3)]",
            "[BatchNorm(Family = Family.Keras, Epsilon = 1e-4, Momentum = 0.9, Affine = false)]",
            "[Dense(3, Trainable = false, Bias = false)]",
            "[Activation(LeakyRelu, ActivationAlpha = 0.2)]",
            "[Conv1D(8, 3, Padding = ConvolutionPadding.Causal, Dilation = 2, Bias = false, Activation = GeluTanh)]",
            "[PositionalEncoding]",
            "[MultiHeadAttention(2, Causal = true)]",
            "[Attention(AttentionScore.Additive, Units = 5, Causal = true, WeightsOutput = true)]",
            "[Softmax]",
            "[GlobalMaxPooling1D]",
            "[RepeatVector(4)]",
            "[GlobalAveragePooling1D]",
            "[MaxPooling1D(3, Stride = 2)]",
            "[AveragePooling1D(4, Stride = 1)]",
            "[PositionalEmbedding(10)]"));

    [Fact]
    public void Layers_on_images_have_square_and_other_windows() => Assert.Equal(
        [
            new Conv2DSpec("conv2d1", 8, 3, 3) { Height = 28, Width = 14, Padding = PaddingSpec.Same, WithoutBias = true, Activation = ActivationKind.Relu },
            new Pooling2DSpec("maxpooling2d1", PoolingKind.Maximum, 2, 2),
            new Conv2DSpec("conv2d2", 4, 1, 5),
            new Pooling2DSpec("averagepooling2d1", PoolingKind.Average, 3, 1) { Height = 4, Width = 6 },
            new FlattenSpec("flatten1"),
        ],
        Layers(
            "[Conv2D(8, 3, Height = 28, Width = 14, Padding = ConvolutionPadding.Same, Bias = false, Activation = Relu)]",
            "[MaxPooling2D(2)]",
            "[Conv2D(4, kernelHeight: 1, kernelWidth: 5)]",
            "[AveragePooling2D(3, 1, Height = 4, Width = 6)]",
            "[Flatten]"));

    [Fact]
    public void Windows_lie_side_by_side_unless_they_have_a_stride() => Assert.Equal(
        [new Pooling1DSpec("averagepooling1d1", PoolingKind.Average, 3, 3), new Pooling1DSpec("maxpooling1d1", PoolingKind.Maximum, 2, 0)],
        Layers("[AveragePooling1D(3)]", "[MaxPooling1D(2, Stride = 0)]"));

    [Fact]
    public void Defaults_are_those_of_the_attributes() => Assert.Equal(
        [new LayerNormSpec("layernorm1"), new BatchNormSpec("batchnorm1"), new Conv1DSpec("conv1d1", 8, 3) { Padding = PaddingSpec.Valid }, new AttentionSpec("attention1", ScoreSpec.ScaledDot)],
        Layers("[LayerNorm]", "[BatchNorm]", "[Conv1D(8, 3)]", "[Attention]"));

    [Fact]
    public void An_input_of_fixed_length_can_be_flattened()
    {
        var spec = Pipeline.Spec(Declarations.WithLayers("[Flatten]").Replace("[Input(steps: 10, features: 4)]", "[Input(steps: 10, features: 4, FixedSteps = true)]", StringComparison.Ordinal));
        Assert.True(spec.Input.FixedSteps);
        Assert.Equal(new FlattenSpec("flatten1"), Assert.Single(spec.Layers));
    }

    [Fact]
    public void Tokens_of_fixed_length_can_be_flattened()
    {
        var spec = Pipeline.Spec(Declarations.WithLayers("[Embedding(2)] [Flatten]").Replace("[Input(steps: 10, features: 4)]", "[Tokens(vocabulary: 9, maxSteps: 10, FixedSteps = true)]", StringComparison.Ordinal));
        Assert.True(spec.Input.FixedSteps);
        Assert.Equal(2, spec.Layers.Count);
    }

    private static IEnumerable<LayerSpec> Layers(params string[] layers) => Pipeline.Spec(Declarations.WithLayers(layers)).Layers;
}
