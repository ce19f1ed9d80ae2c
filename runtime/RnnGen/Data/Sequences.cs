namespace RnnGen.Data;

/// <summary>Makes one tensor of sequences of different lengths.</summary>
public static class Sequences
{
    /// <summary>
    /// Brings rows to the same number of steps. The defaults pad at the end, as PyTorch's <c>pad_sequence</c> does and as models that take
    /// lengths need it, and cut long rows at the end. Keras' <c>pad_sequences</c> pads and truncates at the front unless told otherwise:
    /// <paramref name="left"/> and <paramref name="truncateLeft"/> both true. After padding on the left the valid steps are the last ones
    /// of a row, so that the lengths say how many they are but are not for the model, which counts from the first.
    /// </summary>
    /// <param name="rows">Tokens or labels, one array per sequence; an empty one becomes padding only, of length 0.</param>
    /// <param name="steps">Steps of every row of the result.</param>
    /// <param name="padding">What fills short rows: the padding token, or for labels the ignored one.</param>
    /// <param name="left">Whether short rows are filled at the front instead of the end.</param>
    /// <param name="truncateLeft">Whether long rows lose their first steps instead of their last.</param>
    /// <returns>Tokens <c>[rows, steps]</c>, row-major, and the number of valid ones in every row.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is not positive.</exception>
    public static (int[] Tokens, int[] Lengths) Pad(
        IEnumerable<int[]> rows, int steps, int padding = 0, bool left = false, bool truncateLeft = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var all = rows.ToArray();
        var tokens = new int[checked(all.Length * steps)];
        var lengths = new int[all.Length];
        tokens.AsSpan().Fill(padding);
        for (var i = 0; i < all.Length; i++)
        {
            var row = all[i] ?? throw new ArgumentException($"Row {i} is null.", nameof(rows));
            lengths[i] = Math.Min(row.Length, steps);
            var kept = truncateLeft ? row.AsSpan(row.Length - lengths[i]) : row.AsSpan(0, lengths[i]);
            kept.CopyTo(tokens.AsSpan((i * steps) + (left ? steps - lengths[i] : 0)));
        }

        return (tokens, lengths);
    }
}
