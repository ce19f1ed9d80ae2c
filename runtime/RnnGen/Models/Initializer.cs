namespace RnnGen;

/// <summary>
/// How the values of a new parameter are drawn. A tensor is <c>[rows, columns]</c> in PyTorch's layout: weights are
/// <c>[outputs, inputs]</c>, with the gates one below the other; a vector is one column. Numbers are computed when a model is made, never
/// by the generator.
/// </summary>
public abstract partial record Initializer
{
    private Initializer()
    {
    }

    /// <summary>Why a tensor with that many rows cannot be filled, or null if it can.</summary>
    internal virtual string? Fault(int rows) => null;

    /// <summary>Draws the values of a tensor, row-major.</summary>
    /// <param name="values">All elements.</param>
    /// <param name="rows">The first extent, one that <see cref="Fault"/> accepts.</param>
    /// <param name="random">Random numbers of this tensor's own.</param>
    internal abstract void Fill(Span<double> values, int rows, CounterRandom random);

    private static int Positive(int fan, string name) =>
        fan > 0 ? fan : throw new ArgumentOutOfRangeException(name, fan, "Has to be positive.");

    private static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Has to be finite and not negative.");

    /// <summary>All values are <paramref name="Value"/>: 0 for zeros, 1 for ones.</summary>
    /// <param name="Value">The constant.</param>
    public sealed record Constant(double Value) : Initializer
    {
        internal override void Fill(Span<double> values, int rows, CounterRandom random) => values.Fill(Value);
    }
}
