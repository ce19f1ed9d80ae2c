using System.Diagnostics.CodeAnalysis;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Generator.Declarations;

/// <summary>The layers there are: how each attribute becomes the spec of the same name. A new layer is a new row.</summary>
internal static class LayerKinds
{
    private static readonly Dictionary<string, Func<string, DeclaredAttribute, LayerSpec>> Readers = new(StringComparer.Ordinal)
    {
        ["Rnn"] = static (name, layer) => RecurrentKinds.Rnn(name, layer),
        ["Lstm"] = static (name, layer) => RecurrentKinds.Lstm(name, layer),
        ["Gru"] = static (name, layer) => RecurrentKinds.Gru(name, layer),
        ["Cell"] = static (name, layer) => RecurrentKinds.Cell(name, layer),
        ["Dense"] = static (name, layer) => new DenseSpec(name, Units(layer), layer.GetActivation("Activation") ?? default)
        {
            Family = layer.GetEnum("Family", Family.PyTorch),
            WithoutBias = WithoutBias(layer),
            KernelInitializer = layer.GetInitializer("KernelInitializer"),
            BiasInitializer = layer.GetInitializer("BiasInitializer"),
        },
        ["Embedding"] = static (name, layer) => new EmbeddingSpec(name, layer.Get("size", 0)) { Padding = layer.Get("Padding", -1) },
        ["Add"] = static (name, _) => new JoinSpec(name, JoinKind.Add),
        ["Multiply"] = static (name, _) => new JoinSpec(name, JoinKind.Multiply),
        ["Average"] = static (name, _) => new JoinSpec(name, JoinKind.Average),
        ["Maximum"] = static (name, _) => new JoinSpec(name, JoinKind.Maximum),
        ["Concatenate"] = static (name, _) => new JoinSpec(name, JoinKind.Concatenate),
        ["Activation"] = static (name, layer) => new ActivationLayerSpec(name, layer.GetActivation("activation", "Activation") ?? default),
        ["Softmax"] = static (name, _) => new SoftmaxSpec(name),
        ["LayerNorm"] = static (name, layer) => new LayerNormSpec(name) { Epsilon = layer.Get("Epsilon", 1e-5) },
        ["BatchNorm"] = static (name, layer) => new BatchNormSpec(name)
        {
            Family = layer.GetEnum("Family", Family.PyTorch),
            Epsilon = layer.Has("Epsilon") ? layer.Get("Epsilon", 0.0) : null,
            Momentum = layer.Has("Momentum") ? layer.Get("Momentum", 0.0) : null,
            Affine = layer.Get("Affine", true),
        },
        ["GlobalMaxPooling1D"] = static (name, _) => new GlobalPoolingSpec(name, PoolingKind.Maximum),
        ["GlobalAveragePooling1D"] = static (name, _) => new GlobalPoolingSpec(name, PoolingKind.Average),
        ["MaxPooling1D"] = static (name, layer) => Pooling1D(name, PoolingKind.Maximum, layer),
        ["AveragePooling1D"] = static (name, layer) => Pooling1D(name, PoolingKind.Average, layer),
        ["Conv2D"] = static (name, layer) => new Conv2DSpec(name, layer.Get("filters", 0), layer.Get("kernelHeight", layer.Get("kernelSize", 0)), layer.Get("kernelWidth", layer.Get("kernelSize", 0)))
        {
            Height = layer.Get("Height", 0),
            Width = layer.Get("Width", 0),
            Padding = layer.GetEnum("Padding", ConvolutionPadding.Valid),
            WithoutBias = WithoutBias(layer),
            Activation = layer.GetActivation("Activation") ?? default,
        },
        ["MaxPooling2D"] = static (name, layer) => Pooling2D(name, PoolingKind.Maximum, layer),
        ["AveragePooling2D"] = static (name, layer) => Pooling2D(name, PoolingKind.Average, layer),
        ["RepeatVector"] = static (name, layer) => new RepeatVectorSpec(name, layer.Get("steps", 0)),
        ["Flatten"] = static (name, _) => new FlattenSpec(name),
        ["Conv1D"] = static (name, layer) => new Conv1DSpec(name, layer.Get("filters", 0), layer.Get("kernelSize", 0))
        {
            Padding = layer.GetEnum("Padding", ConvolutionPadding.Valid),
            WithoutBias = WithoutBias(layer),
            Dilation = layer.Get("Dilation", 1),
            Activation = layer.GetActivation("Activation") ?? default,
        },
        ["Attention"] = static (name, layer) => new AttentionSpec(name, layer.GetEnum("score", AttentionScore.ScaledDot))
        {
            Units = layer.Get("Units", 0),
            Causal = layer.Get("Causal", false),
            WeightsOutput = layer.Get("WeightsOutput", false),
        },
        ["MultiHeadAttention"] = static (name, layer) => new MultiHeadAttentionSpec(name, layer.Get("heads", 0)) { Causal = layer.Get("Causal", false) },
        ["PositionalEncoding"] = static (name, _) => new PositionalEncodingSpec(name),
        ["PositionalEmbedding"] = static (name, layer) => new PositionalEmbeddingSpec(name, layer.Get("maxSteps", 0)),
        ["Dropout"] = static (name, layer) => new DropoutSpec(name, layer.Get("rate", 0f)),
    };

    public static bool Contains(string kind) => Readers.ContainsKey(kind);

    public static LayerSpec Read(string name, DeclaredAttribute layer) => Readers[layer.Kind](name, layer);

    public static int Units(DeclaredAttribute layer) => layer.Get("units", 0);

    private static bool WithoutBias(DeclaredAttribute layer) => !layer.Get("Bias", true);

    private static Pooling1DSpec Pooling1D(string name, PoolingKind kind, DeclaredAttribute layer)
    {
        var size = layer.Get("size", 0);
        return new(name, kind, size, layer.Get("Stride", size));
    }

    private static Pooling2DSpec Pooling2D(string name, PoolingKind kind, DeclaredAttribute layer) =>
        new(name, kind, layer.Get("poolHeight", layer.Get("size", 0)), layer.Get("poolWidth", layer.Get("size", 0))) { Height = layer.Get("Height", 0), Width = layer.Get("Width", 0) };
}
