using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>What a layer can read.</summary>
internal enum Reads
{
    Numbers,
    Tokens,

    /// <summary>An image, or a row that can be one.</summary>
    Image,

    /// <summary>Two or three layers of the same steps.</summary>
    Several,

    /// <summary>Queries, keys and values.</summary>
    Memory,
}

/// <summary>A kind of layer: what it reads, and how one is made of a name and a size. Its options are found by reflection.</summary>
internal sealed record LayerKind(Reads Reads, Func<Draw, string, int, LayerSpec> Make)
{
    /// <summary>Every kind there is: a new one is a line here.</summary>
    public static readonly IReadOnlyList<LayerKind> All =
    [
        new(Reads.Numbers, (draw, name, size) => new DenseSpec(name, size, Options.Activation(draw))),
        new(Reads.Numbers, (_, name, size) => new RnnSpec(name, size)),
        new(Reads.Numbers, (_, name, size) => new GruSpec(name, size)),
        new(Reads.Numbers, (_, name, size) => new LstmSpec(name, size)),
        new(Reads.Numbers, (draw, name, _) => new DropoutSpec(name, draw.Of([0, 0.25f]))),
        new(Reads.Numbers, (draw, name, _) => new ActivationLayerSpec(name, Options.Activation(draw))),
        new(Reads.Numbers, (_, name, _) => new SoftmaxSpec(name)),
        new(Reads.Numbers, (_, name, _) => new LayerNormSpec(name)),

        // With a large ε it makes small differences no larger, as the bounds of roundings and slopes assume.
        new(Reads.Numbers, (_, name, _) => new BatchNormSpec(name) { Epsilon = 1 }),
        new(Reads.Numbers, (draw, name, size) => new Conv1DSpec(name, size, draw.Between(1, 3)) { Padding = draw.Value<ConvolutionPadding>() }),
        new(Reads.Numbers, (draw, name, _) => new GlobalPoolingSpec(name, draw.Value<PoolingKind>())),
        new(Reads.Numbers, (draw, name, _) => new Pooling1DSpec(name, draw.Value<PoolingKind>(), draw.Between(1, 3), draw.Between(1, 3))),
        new(Reads.Image, (draw, name, size) => new Conv2DSpec(name, size, draw.Between(1, 3), draw.Between(1, 2)) { Padding = draw.Value<ConvolutionPadding>() }),
        new(Reads.Image, (draw, name, _) => new Pooling2DSpec(name, draw.Value<PoolingKind>(), draw.Between(1, 2), draw.Between(1, 2))),
        new(Reads.Numbers, (draw, name, _) => new RepeatVectorSpec(name, draw.Between(1, 4))),
        new(Reads.Numbers, (_, name, _) => new FlattenSpec(name)),
        new(Reads.Tokens, (_, name, size) => new EmbeddingSpec(name, size)),
        new(Reads.Numbers, (draw, name, size) => new CellSpec(name, size, Cells.Of(draw))),
        new(Reads.Numbers, (_, name, _) => new PositionalEncodingSpec(name)),
        new(Reads.Numbers, (draw, name, _) => new PositionalEmbeddingSpec(name, draw.Between(InputDraw.MaxSteps, 2 * InputDraw.MaxSteps))),
        new(Reads.Memory, (draw, name, size) => draw.Value<AttentionScore>() is var score && score == AttentionScore.Additive ? new AttentionSpec(name, score) { Units = size } : new AttentionSpec(name, score)),
        new(Reads.Memory, (draw, name, _) => new MultiHeadAttentionSpec(name, draw.Between(1, 3))),
        new(Reads.Several, (draw, name, _) => new JoinSpec(name, draw.Value<JoinKind>())),
    ];

    /// <summary>Those with the most options.</summary>
    public static LayerKind[] Recurrent => [.. All.Where(k => k.Spec.IsSubclassOf(typeof(RecurrentSpec)))];

    public static LayerKind[] ThatRead(Reads reads) => [.. All.Where(k => k.Reads == reads)];

    /// <summary>The type of its specs.</summary>
    public Type Spec { get; } = Make(new Draw(0), "probe", 1).GetType();
}
