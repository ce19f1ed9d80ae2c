namespace RnnGen.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): <c>w ← (1 − ηλ)·w</c>, then Adam's step without a penalty in the
/// gradients, so that large gradients do not weaken the decay.
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>Makes the optimizer; the defaults are PyTorch's.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">Decay of the first moment, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the second moment, at least 0 and less than 1.</param>
    /// <param name="epsilon">ε, at least 1e-30.</param>
    /// <param name="placement">Where ε is added.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public AdamW(
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        AdamEpsilon placement = AdamEpsilon.AfterCorrection,
        double weightDecay = 1e-2)
        : base(learningRate, beta1, beta2, epsilon, placement, l2: 0, decoupledDecay: weightDecay)
    {
    }
}
