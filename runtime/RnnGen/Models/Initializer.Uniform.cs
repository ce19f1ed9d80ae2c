namespace RnnGen;

public abstract partial record Initializer
{
    private static void FillUniform(Span<double> values, double bound, CounterRandom random)
    {
        for (var i = 0; i < values.Length; i++) values[i] = bound * random.Symmetric(i);
    }

    /// <summary>Uniform in [−<paramref name="Bound"/>, <paramref name="Bound"/>).</summary>
    /// <param name="Bound">Largest magnitude, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative or not finite.</exception>
    public sealed record Uniform(double Bound) : Initializer
    {
        /// <summary>Largest magnitude.</summary>
        public double Bound { get; } = NotNegative(Bound, nameof(Bound));

        internal override void Fill(Span<double> values, int rows, CounterRandom random) => FillUniform(values, Bound, random);
    }

    /// <summary>PyTorch's default of recurrent and linear layers: uniform in ±1/√<paramref name="Fan"/>.</summary>
    /// <param name="Fan">Hidden size of a recurrent layer, inputs of a linear one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fan is not positive.</exception>
    public sealed record UniformInverseSqrt(int Fan) : Initializer
    {
        /// <summary>Hidden size of a recurrent layer, inputs of a linear one.</summary>
        public int Fan { get; } = Positive(Fan, nameof(Fan));

        internal override void Fill(Span<double> values, int rows, CounterRandom random) => FillUniform(values, 1 / Math.Sqrt(Fan), random);
    }

    /// <summary>
    /// Uniform in ±√(6 / (<paramref name="FanIn"/> + <paramref name="FanOut"/>)) (Glorot and Bengio, 2010): <c>glorot_uniform</c> in Keras,
    /// <c>xavier_uniform_</c> in PyTorch.
    /// </summary>
    /// <param name="FanIn">Inputs of the layer.</param>
    /// <param name="FanOut">Its outputs. Keras counts all gates of a recurrent layer: gates · hidden size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is not positive.</exception>
    public sealed record GlorotUniform(int FanIn, int FanOut) : Initializer
    {
        /// <summary>Inputs of the layer.</summary>
        public int FanIn { get; } = Positive(FanIn, nameof(FanIn));

        /// <summary>Outputs of the layer.</summary>
        public int FanOut { get; } = Positive(FanOut, nameof(FanOut));

        internal override void Fill(Span<double> values, int rows, CounterRandom random) =>
            FillUniform(values, Math.Sqrt(6 / ((double)FanIn + FanOut)), random);
    }

    /// <summary>
    /// Uniform in ±√(6 / <paramref name="FanIn"/>), for layers with ReLU (He et al., 2015): <c>he_uniform</c> in Keras,
    /// <c>kaiming_uniform_(nonlinearity="relu")</c> in PyTorch.
    /// </summary>
    /// <param name="FanIn">Inputs of the layer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fan is not positive.</exception>
    public sealed record HeUniform(int FanIn) : Initializer
    {
        /// <summary>Inputs of the layer.</summary>
        public int FanIn { get; } = Positive(FanIn, nameof(FanIn));

        internal override void Fill(Span<double> values, int rows, CounterRandom random) =>
            FillUniform(values, Math.Sqrt(6.0 / FanIn), random);
    }
}
