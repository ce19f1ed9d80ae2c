using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// A learned row per token: <c>y = E[x]</c>. PyTorch's Embedding [tokens, size], drawn from N(0, 1), with a row of zeros for the padding,
/// which gets no gradient.
/// </summary>
public sealed record EmbeddingSpec(string Name, int Size) : LayerSpec(Name)
{
    private const int None = -1;

    /// <summary>The token whose row is never trained; −1 for none.</summary>
    public int Padding { get; init; } = None;

    /// <summary>How the table is drawn; null for N(0, 1).</summary>
    public InitializerSpec? Initializer { get; init; }

    public override bool ReadsTokens => true;

    protected override Flow Lower(LayerContext layer, Flow input)
    {
        if (!layer.Positive("size", Size)) return (this with { Size = 1 }).Lower(layer, input);
        var vocabulary = new Dimension(Identifier.Pascal(Name) + "Token", layer.VocabularyOf(input.Value));
        layer.Expect(Padding >= None && Padding < vocabulary.Size, SpecRule.Contradiction, $"Padding = {Padding.ToString(CultureInfo.InvariantCulture)}", $"the tokens are 0 to {(vocabulary.Size - 1).ToString(CultureInfo.InvariantCulture)}");
        var initializer = Initializer ?? new InitializerSpec.Normal(0, 1);
        if (Padding >= 0) initializer = new InitializerSpec.PaddingRow(initializer, Padding);
        var size = layer.Dimension(Size);
        var table = layer.Graph.Weights(layer.Matrix("weight", vocabulary.Size, Size, initializer), 0, vocabulary, size);
        var output = layer.Graph.Gather(input.Value, table, Padding).Named(layer.Name("y"));
        layer.Describe($"Embedding {vocabulary} → {size}", output);
        return input.With(output);
    }
}
