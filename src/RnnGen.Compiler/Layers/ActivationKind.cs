namespace RnnGen.Compiler.Layers;

/// <summary>What a layer applies to its sums; the equations are <see cref="Activations"/>'.</summary>
public enum ActivationKind
{
    Linear,
    Relu,
    Tanh,
    Sigmoid,
    HardSigmoid,
    HardSigmoidClassic,
    HardTanh,
    Softsign,
    Softplus,
    Elu,
    LeakyRelu,
    Selu,
    Swish,
    ScaledTanh,
    Exponential,
    GeluTanh,
}

/// <summary>An activation with the numbers of its equation (ONNX' activation_alpha and activation_beta); null stands for the usual ones.</summary>
public readonly record struct ActivationSpec(ActivationKind Kind, double? Alpha = null, double? Beta = null)
{
    public static implicit operator ActivationSpec(ActivationKind kind) => new(kind);

    /// <summary>The name in tables.</summary>
    public override string ToString()
    {
        var numbers = string.Join(", ", new[] { Alpha, Beta }.Where(n => n is not null).Select(n => n!.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        return Kind + (numbers.Length > 0 ? $"({numbers})" : "");
    }
}
