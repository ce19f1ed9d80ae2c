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
        ["Dense"] = static (name, layer) => new DenseSpec(name, Units(layer), layer.GetActivation("Activation") ?? default)
        {
            Family = layer.GetEnum("Family", Family.PyTorch),
            KernelInitializer = layer.GetInitializer("KernelInitializer"),
            BiasInitializer = layer.GetInitializer("BiasInitializer"),
        },
        ["Embedding"] = static (name, layer) => new EmbeddingSpec(name, layer.Get("size", 0)) { Padding = layer.Get("Padding", -1) },
        ["Add"] = static (name, _) => new JoinSpec(name, JoinKind.Add),
        ["Multiply"] = static (name, _) => new JoinSpec(name, JoinKind.Multiply),
        ["Average"] = static (name, _) => new JoinSpec(name, JoinKind.Average),
        ["Maximum"] = static (name, _) => new JoinSpec(name, JoinKind.Maximum),
        ["Concatenate"] = static (name, _) => new JoinSpec(name, JoinKind.Concatenate),
        ["Dropout"] = static (name, layer) => new DropoutSpec(name, layer.Get("rate", 0f)),
    };

    public static bool Contains(string kind) => Readers.ContainsKey(kind);

    public static LayerSpec Read(string name, DeclaredAttribute layer) => Readers[layer.Kind](name, layer);

    public static int Units(DeclaredAttribute layer) => layer.Get("units", 0);
}
