using System.Diagnostics.CodeAnalysis;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Generator.Declarations;

/// <summary>The layers there are: how each attribute becomes the spec of the same name. A new layer is a new row.</summary>
internal static class LayerKinds
{
    private static readonly Dictionary<string, Func<string, DeclaredAttribute, LayerSpec>> Readers = new(StringComparer.Ordinal)
    {
        ["Rnn"] = static (name, layer) => Recurrent(new RnnSpec(name, Units(layer), RnnActivation(layer)), layer),
        ["Lstm"] = static (name, layer) => Recurrent(new LstmSpec(name, Units(layer)), layer),
        ["Gru"] = static (name, layer) => Recurrent(new GruSpec(name, Units(layer)), layer),
        ["Dense"] = static (name, layer) => new DenseSpec(name, Units(layer), layer.GetEnum("Activation", ActivationKind.Linear)),
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

    private static int Units(DeclaredAttribute layer) => layer.Get("units", 0);

    private static RecurrentSpec Recurrent(RecurrentSpec spec, DeclaredAttribute layer) => spec with
    {
        Return = layer.GetEnum("Return", ReturnKind.Last),
        Layers = layer.Get("Layers", 1),
        InputDropout = layer.Get("InputDropout", 0f),
        BetweenDropout = layer.Get("BetweenDropout", 0f),
        InitialStateInput = layer.Get("InitialStateInput", false),
        FinalStateOutput = layer.Get("FinalStateOutput", false),
        Bidirectional = layer.Get("Bidirectional", false),
        Merge = layer.GetEnum("Merge", MergeKind.Concat),
    };

    private static RnnActivation RnnActivation(DeclaredAttribute layer)
    {
        var activation = layer.GetEnum("Activation", ActivationKind.Tanh);
        switch (activation)
        {
            case ActivationKind.Tanh: return Compiler.Layers.RnnActivation.Tanh;
            case ActivationKind.Relu: return Compiler.Layers.RnnActivation.Relu;
            default:
                layer.Contradictions.Add(($"Activation = {activation}", "the activation of an Rnn is Tanh or Relu"));
                return default;
        }
    }
}
