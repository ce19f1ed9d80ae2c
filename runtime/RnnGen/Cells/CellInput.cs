namespace RnnGen.Cells;

/// <summary>
/// The input x of one step of a cell: what the layer before gives, or the model's input. It has an extent of its own, so a cell reads it
/// through <see cref="CellWeights.Input"/> only. Run as it stands, it holds doubles.
/// </summary>
/// <param name="values">The input's values; they are copied.</param>
/// <exception cref="ArgumentException">There are none.</exception>
public sealed class CellInput(ReadOnlySpan<double> values)
{
    private readonly double[] _values = CellVector.Copy(values);

    /// <summary>Number of values.</summary>
    public int Length => _values.Length;

    /// <summary>The values.</summary>
    public ReadOnlySpan<double> Values => _values;
}
