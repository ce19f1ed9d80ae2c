namespace RnnGen;

public abstract partial record Initializer
{
    /// <summary>
    /// The standard deviation of a standard normal variable cut off at ±2, √(1 − 4φ(2) / (2Φ(2) − 1)): Keras divides by it, so that
    /// what it draws has the deviation asked for.
    /// </summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    private static void FillNormal(Span<double> values, double deviation, bool truncated, CounterRandom random)
    {
        var normals = new NormalSequence(random);
        if (truncated) deviation /= TruncatedDeviation;
        foreach (ref var value in values) value = deviation * (truncated ? normals.NextTruncated(2) : normals.Next());
    }

    /// <summary>Normal with the given mean and standard deviation.</summary>
    /// <param name="Mean">The mean.</param>
    /// <param name="Deviation">The standard deviation, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite, or the deviation is negative or not finite.</exception>
    public sealed record Normal(double Mean, double Deviation) : Initializer
    {
        /// <summary>The mean.</summary>
        public double Mean { get; } = double.IsFinite(Mean)
            ? Mean
            : throw new ArgumentOutOfRangeException(nameof(Mean), Mean, "Has to be finite.");

        /// <summary>The standard deviation.</summary>
        public double Deviation { get; } = NotNegative(Deviation, nameof(Deviation));

        internal override void Fill(Span<double> values, int rows, CounterRandom random)
        {
            FillNormal(values, Deviation, truncated: false, random);
            foreach (ref var value in values) value += Mean;
        }
    }

    /// <summary>
    /// Normal with mean 0 and variance 2 / (<paramref name="FanIn"/> + <paramref name="FanOut"/>) (Glorot and Bengio, 2010).
    /// </summary>
    /// <param name="FanIn">Inputs of the layer.</param>
    /// <param name="FanOut">Its outputs. Keras counts all gates of a recurrent layer: gates · hidden size.</param>
    /// <param name="Truncated">
    /// True for Keras' <c>glorot_normal</c>: cut off at two deviations and rescaled to the same variance. False for PyTorch's
    /// <c>xavier_normal_</c>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is not positive.</exception>
    public sealed record GlorotNormal(int FanIn, int FanOut, bool Truncated = false) : Initializer
    {
        /// <summary>Inputs of the layer.</summary>
        public int FanIn { get; } = Positive(FanIn, nameof(FanIn));

        /// <summary>Outputs of the layer.</summary>
        public int FanOut { get; } = Positive(FanOut, nameof(FanOut));

        internal override void Fill(Span<double> values, int rows, CounterRandom random) =>
            FillNormal(values, Math.Sqrt(2 / ((double)FanIn + FanOut)), Truncated, random);
    }

    /// <summary>Normal with mean 0 and variance 2 / <paramref name="FanIn"/>, for layers with ReLU (He et al., 2015).</summary>
    /// <param name="FanIn">Inputs of the layer.</param>
    /// <param name="Truncated">
    /// True for Keras' <c>he_normal</c>: cut off at two deviations and rescaled to the same variance. False for PyTorch's
    /// <c>kaiming_normal_(nonlinearity="relu")</c>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The fan is not positive.</exception>
    public sealed record HeNormal(int FanIn, bool Truncated = false) : Initializer
    {
        /// <summary>Inputs of the layer.</summary>
        public int FanIn { get; } = Positive(FanIn, nameof(FanIn));

        internal override void Fill(Span<double> values, int rows, CounterRandom random) =>
            FillNormal(values, Math.Sqrt(2.0 / FanIn), Truncated, random);
    }
}
