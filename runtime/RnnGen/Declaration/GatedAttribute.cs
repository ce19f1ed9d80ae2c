namespace RnnGen;

/// <summary>What <see cref="LstmAttribute"/> and <see cref="GruAttribute"/> share.</summary>
public abstract class GatedAttribute : RecurrentAttribute
{
    private protected GatedAttribute(int units)
        : base(units)
    {
    }

    /// <summary>The activation of the gates, σ in the equations. Default: <see cref="Activation.Sigmoid"/>. Keras: <c>recurrent_activation</c>.</summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

    /// <summary>α of <see cref="RecurrentActivation"/>. Default: the activation's. ONNX: <c>activation_alpha</c>.</summary>
    public double RecurrentActivationAlpha { get; set; }

    /// <summary>β of <see cref="RecurrentActivation"/>. Default: the activation's. ONNX: <c>activation_beta</c>.</summary>
    public double RecurrentActivationBeta { get; set; }
}
