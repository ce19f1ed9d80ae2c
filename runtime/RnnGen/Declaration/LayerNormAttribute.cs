namespace RnnGen;

/// <summary>
/// Layer normalisation (Ba, Kiros, Hinton 2016): y = (x − mean x) / √(var x + ε) ⊙ weight + bias, of every step by itself. Keras:
/// <c>LayerNormalization</c>; PyTorch: <c>nn.LayerNorm</c>.
/// </summary>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>ε, positive. Default: PyTorch's 10⁻⁵; Keras' is 10⁻³. Keras: <c>epsilon</c>; PyTorch: <c>eps</c>.</summary>
    public double Epsilon { get; set; } = 1e-5;
}
