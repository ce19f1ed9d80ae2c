using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGen.Training;

/// <summary>
/// Adam (Kingma and Ba, 2015): <c>g ← g + λw</c>, <c>m ← β₁m + (1 − β₁)g</c>, <c>v ← β₂v + (1 − β₂)g²</c>,
/// <c>w ← w − η·m̂/(√v̂ + ε)</c> with <c>m̂ = m/(1 − β₁ᵗ)</c> and <c>v̂ = v/(1 − β₂ᵗ)</c>. Weight decay is an L2 penalty, as PyTorch's; see
/// <see cref="AdamW"/> for the decoupled one. A gradient whose square v could not hold as a normal number, below 7e-18 with the default β₂,
/// counts as zero, and moments that no gradient renews end at zero.
/// </summary>
public class Adam : Optimizer
{
    /// <summary>Below this, √c₂·ε could be zero in single precision, and a parameter without gradient 0/0.</summary>
    private const double SmallestEpsilon = 1e-30;

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly AdamEpsilon _placement;
    private readonly double _l2;
    private readonly double _decoupledDecay;

    // β₁ᵗ and β₂ᵗ as running products: the library's power function differs between machines.
    private (long Steps, double Beta1, double Beta2) _powers = (0, 1, 1);

    /// <summary>Makes the optimizer; the defaults are PyTorch's.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Decay of the first moment, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the second moment, at least 0 and less than 1.</param>
    /// <param name="epsilon">ε, at least 1e-30.</param>
    /// <param name="placement">Where ε is added.</param>
    /// <param name="weightDecay">λ, an L2 penalty that is added to the gradients.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public Adam(
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        AdamEpsilon placement = AdamEpsilon.AfterCorrection,
        double weightDecay = 0)
        : this(learningRate, beta1, beta2, epsilon, placement, l2: weightDecay, decoupledDecay: 0)
    {
    }

    private protected Adam(
        double learningRate, double beta1, double beta2, double epsilon, AdamEpsilon placement, double l2, double decoupledDecay)
        : base(learningRate, "first_moment", "second_moment")
    {
        _beta1 = Fraction(beta1, nameof(beta1));
        _beta2 = Fraction(beta2, nameof(beta2));
        ArgumentOutOfRangeException.ThrowIfLessThan(epsilon, SmallestEpsilon);
        _epsilon = NotNegative(epsilon, nameof(epsilon));
        _placement = Enum.IsDefined(placement) ? placement : throw new ArgumentOutOfRangeException(nameof(placement), placement, null);
        _l2 = NotNegative(l2, "weightDecay");
        _decoupledDecay = NotNegative(decoupledDecay, "weightDecay");
    }

    /// <summary>Brings the powers to the number of steps: one factor a step, or all of them after loading.</summary>
    protected override void Begin()
    {
        if (_powers.Steps > Steps) _powers = (0, 1, 1);
        while (_powers.Steps < Steps) _powers = (_powers.Steps + 1, _powers.Beta1 * _beta1, _powers.Beta2 * _beta2);
    }

    /// <inheritdoc/>
    protected override void Update(OptimizerPart part)
    {
        // η·(m/c₁)/(√v/√c₂ + ε) = (η·√c₂/c₁)·m/(√v + √c₂·ε): both placements are one formula with their own ε.
        var correction = Math.Sqrt(1 - _powers.Beta2);
        var epsilon = new Vector<float>((float)(_placement == AdamEpsilon.AfterCorrection ? correction * _epsilon : _epsilon));
        var rate = new Vector<float>((float)(LearningRate * correction / (1 - _powers.Beta1)));
        var shrink = new Vector<float>((float)(1 - (LearningRate * _decoupledDecay)));
        var l2 = new Vector<float>((float)_l2);
        var (keep1, add1) = (new Vector<float>((float)_beta1), new Vector<float>((float)(1 - _beta1)));
        var (keep2, add2) = (new Vector<float>((float)_beta2), new Vector<float>((float)(1 - _beta2)));

        // What a gradient adds to v is at least 2⁻¹²⁴ or nothing.
        var smallestGradient = new Vector<float>((float)Math.Sqrt(4d * Subnormals.SmallestNormal / (1 - _beta2)));
        var (smallest, smallestNormal) = (new Vector<float>(Subnormals.Smallest), new Vector<float>(Subnormals.SmallestNormal));

        var scale = new Vector<float>(part.Scale);
        var w = MemoryMarshal.Cast<float, Vector<float>>(part.Parameters);
        var g = MemoryMarshal.Cast<float, Vector<float>>(part.Gradients)[..w.Length];
        var m = MemoryMarshal.Cast<float, Vector<float>>(part.State(0))[..w.Length];
        var v = MemoryMarshal.Cast<float, Vector<float>>(part.State(1))[..w.Length];
        for (var i = 0; i < w.Length; i++)
        {
            var weight = w[i];
            var gradient = Subnormals.Flush((scale * g[i]) + (l2 * weight), smallestGradient);
            var first = Subnormals.Flush((keep1 * m[i]) + (add1 * gradient), smallest);
            var second = Subnormals.Flush((keep2 * v[i]) + (add2 * (gradient * gradient)), smallestNormal);
            (m[i], v[i]) = (first, second);
            w[i] = (shrink * weight) - (rate * (first / (Vector.SquareRoot(second) + epsilon)));
        }
    }
}
