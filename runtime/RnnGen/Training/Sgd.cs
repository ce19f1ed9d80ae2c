using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnGen.Training;

/// <summary>
/// Stochastic gradient descent with PyTorch's momentum: <c>g ← g + λw</c>, <c>v ← μv + g</c>, <c>w ← w − η·v</c>, or with Nesterov's
/// look-ahead <c>w ← w − η·(g + μv)</c>. There is no dampening, and the learning rate is not part of v. A v below
/// 2⁻¹⁰⁰ counts as zero.
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly float _momentum;
    private readonly float _weightDecay;
    private readonly bool _nesterov;

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="momentum">μ, at least 0 and less than 1.</param>
    /// <param name="nesterov">Whether to look ahead; needs momentum.</param>
    /// <param name="weightDecay">λ, an L2 penalty that is added to the gradients.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum.</exception>
    public Sgd(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate, "velocity")
    {
        _momentum = (float)Fraction(momentum, nameof(momentum));
        _weightDecay = (float)NotNegative(weightDecay, nameof(weightDecay));
        _nesterov = nesterov;
        if (nesterov && momentum == 0) throw new ArgumentException("Nesterov's step needs momentum.", nameof(nesterov));
    }

    /// <inheritdoc/>
    protected override void Update(OptimizerPart part)
    {
        var w = MemoryMarshal.Cast<float, Vector<float>>(part.Parameters);
        var g = MemoryMarshal.Cast<float, Vector<float>>(part.Gradients)[..w.Length];
        var v = MemoryMarshal.Cast<float, Vector<float>>(part.State(0))[..w.Length];
        var scale = new Vector<float>(part.Scale);
        var rate = new Vector<float>((float)LearningRate);
        var momentum = new Vector<float>(_momentum);
        var decay = new Vector<float>(_weightDecay);
        var smallest = new Vector<float>(Subnormals.Smallest);
        for (var i = 0; i < w.Length; i++)
        {
            var weight = w[i];
            var gradient = (scale * g[i]) + (decay * weight);
            var velocity = Subnormals.Flush((momentum * v[i]) + gradient, smallest);
            v[i] = velocity;
            w[i] = weight - (rate * (_nesterov ? gradient + (momentum * velocity) : velocity));
        }
    }
}
