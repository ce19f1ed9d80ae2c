namespace RnnGen.Cells;

/// <content>The activations.</content>
public abstract partial class Cell
{
    // Klambauer et al. 2017, "Self-normalizing neural networks", equation 14.
    private const double SeluAlpha = 1.6732632423543772, SeluScale = 1.0507009873554805;

    /// <summary>max(x, 0).</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Relu(CellVector x) => Each(x, static x => x > 0 ? x : 0);

    /// <summary>tanh x, in (−1, 1).</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Tanh(CellVector x) => Each(x, Math.Tanh);

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ), in (0, 1).</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Sigmoid(CellVector x) => Each(x, static x => 1 / (1 + Math.Exp(-x)));

    /// <summary>αx + β within [0, 1], Keras 3's and PyTorch's.</summary>
    /// <param name="x">A vector.</param>
    /// <param name="alpha">α, a constant.</param>
    /// <param name="beta">β, a constant.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector HardSigmoid(CellVector x, double alpha = 1.0 / 6, double beta = 0.5) => Each(x, x => Math.Clamp((alpha * x) + beta, 0, 1));

    /// <summary>αx + β within [0, 1], ONNX' and older Keras'.</summary>
    /// <param name="x">A vector.</param>
    /// <param name="alpha">α, a constant.</param>
    /// <param name="beta">β, a constant.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector HardSigmoidClassic(CellVector x, double alpha = 0.2, double beta = 0.5) => Each(x, x => Math.Clamp((alpha * x) + beta, 0, 1));

    /// <summary>x within [−1, 1].</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector HardTanh(CellVector x) => Each(x, static x => Math.Clamp(x, -1, 1));

    /// <summary>x / (1 + |x|), in (−1, 1).</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Softsign(CellVector x) => Each(x, static x => x / (1 + Math.Abs(x)));

    /// <summary>log(1 + eˣ).</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Softplus(CellVector x) => Each(x, static x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))));

    /// <summary>x for x &gt; 0, else α(eˣ − 1).</summary>
    /// <param name="x">A vector.</param>
    /// <param name="alpha">α, a constant.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Elu(CellVector x, double alpha = 1) => Each(x, x => x > 0 ? x : alpha * (Math.Exp(x) - 1));

    /// <summary>x for x &gt; 0, else αx.</summary>
    /// <param name="x">A vector.</param>
    /// <param name="alpha">α, a constant.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector LeakyRelu(CellVector x, double alpha = 0.01) => Each(x, x => x > 0 ? x : alpha * x);

    /// <summary>λx for x &gt; 0, else λα(eˣ − 1), λ = 1.0507… and α = 1.6733….</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Selu(CellVector x) => Each(x, static x => SeluScale * (x > 0 ? x : SeluAlpha * (Math.Exp(x) - 1)));

    /// <summary>x·σ(x).</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Swish(CellVector x) => Each(x, static x => x / (1 + Math.Exp(-x)));

    /// <summary>α tanh(βx).</summary>
    /// <param name="x">A vector.</param>
    /// <param name="alpha">α, a constant.</param>
    /// <param name="beta">β, a constant.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector ScaledTanh(CellVector x, double alpha = 1.7159, double beta = 2.0 / 3) => Each(x, x => alpha * Math.Tanh(beta * x));

    /// <summary>eˣ, another name of <see cref="Exp"/>.</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector Exponential(CellVector x) => Each(x, Math.Exp);

    /// <summary>½x(1 + tanh(√(2/π)(x + 0.044715x³))).</summary>
    /// <param name="x">A vector.</param>
    /// <returns>A value per unit.</returns>
    public static CellVector GeluTanh(CellVector x) => Each(x, static x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))));
}
