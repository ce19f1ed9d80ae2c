using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance.Models;

/// <summary>Declarations in short.</summary>
internal static class Specs
{
    /// <summary>A trainable model over sequences.</summary>
    public static ModelSpec Sequence(string name, int features, LossKind loss, params LayerSpec[] layers) =>
        new("", name, "public", true, Precision.Float32, new InputSpec(features, Steps: 4), layers, loss);

    /// <summary>A trainable model over plain vectors.</summary>
    public static ModelSpec Vector(string name, int features, LossKind loss, params LayerSpec[] layers) =>
        new("", name, "public", true, Precision.Float32, new InputSpec(features, Steps: 0), layers, loss);

    /// <summary>A recurrent layer of a kind as the fixtures call it.</summary>
    public static RecurrentSpec Recurrent(string kind, string name, int units) => kind switch
    {
        "rnn_tanh" => new RnnSpec(name, units),
        "rnn_relu" => new RnnSpec(name, units) { Activation = ActivationKind.Relu },
        "lstm" => new LstmSpec(name, units),
        "gru" => new GruSpec(name, units),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The four kinds.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["rnn_tanh", "rnn_relu", "lstm", "gru"];

    /// <summary>W2 in small: two GRU layers, dropout where it is declared, a hidden layer and one output.</summary>
    public static ModelSpec W2(string name, LossKind loss, float dropout = 0) => Sequence(
        name,
        5,
        loss,
        new GruSpec("gru1", 12) { Return = ReturnKind.Sequence, InputDropout = dropout },
        new GruSpec("gru2", 6),
        new DenseSpec("dense1", 8, ActivationKind.Relu),
        new DropoutSpec("dropout1", dropout),
        new DenseSpec("dense2", 1, ActivationKind.Linear));
}
