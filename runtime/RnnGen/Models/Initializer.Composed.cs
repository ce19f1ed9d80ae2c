namespace RnnGen;

public abstract partial record Initializer
{
    /// <summary>
    /// An initializer of its own for each of several equal blocks of rows, one gate after the other. An LSTM bias in the order input,
    /// forget, cell, output with Keras' <c>unit_forget_bias</c> (Jozefowicz et al., 2015) is the blocks Constant 0, Constant 1,
    /// Constant 0, Constant 0.
    /// </summary>
    /// <param name="Parts">One initializer per block, from the first rows on; the number of rows is a multiple of their number.</param>
    /// <exception cref="ArgumentException">There is no part, or one is null.</exception>
    public sealed record Blocks(params IReadOnlyList<Initializer> Parts) : Initializer
    {
        private readonly Initializer[] _parts = Copy(Parts);

        /// <summary>One initializer per block.</summary>
        public IReadOnlyList<Initializer> Parts => _parts;

        /// <summary>Whether the other has equal parts in the same order.</summary>
        /// <param name="other">Another initializer.</param>
        public bool Equals(Blocks? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var part in _parts) hash.Add(part);
            return hash.ToHashCode();
        }

        internal override string? Fault(int rows)
        {
            if (rows % _parts.Length != 0) return $"{rows} rows are no multiple of {_parts.Length} blocks";
            foreach (var part in _parts)
            {
                if (part.Fault(rows / _parts.Length) is { } fault) return fault;
            }

            return null;
        }

        internal override void Fill(Span<double> values, int rows, CounterRandom random)
        {
            var length = values.Length / _parts.Length;
            for (var i = 0; i < _parts.Length; i++)
            {
                _parts[i].Fill(values.Slice(i * length, length), rows / _parts.Length, random.Fork((ulong)i));
            }
        }

        private static Initializer[] Copy(IReadOnlyList<Initializer> parts)
        {
            ArgumentNullException.ThrowIfNull(parts, nameof(Parts));
            Initializer[] copy = [.. parts];
            return copy.Length > 0 && !copy.Contains(null!)
                ? copy
                : throw new ArgumentException("Needs at least one part, and none null.", nameof(Parts));
        }
    }

    /// <summary>
    /// As <paramref name="Inner"/> says, but one row is zero: the embedding of padding (<c>padding_idx</c> in PyTorch). The other rows are
    /// the same as without.
    /// </summary>
    /// <param name="Inner">How the other rows are drawn.</param>
    /// <param name="Row">The row of zeros, from 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="Inner"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The row is negative.</exception>
    public sealed record PaddingRow(Initializer Inner, int Row) : Initializer
    {
        /// <summary>How the other rows are drawn.</summary>
        public Initializer Inner { get; } = Inner ?? throw new ArgumentNullException(nameof(Inner));

        /// <summary>The row of zeros.</summary>
        public int Row { get; } = Row >= 0 ? Row : throw new ArgumentOutOfRangeException(nameof(Row), Row, "Must not be negative.");

        internal override string? Fault(int rows) => Row < rows ? Inner.Fault(rows) : $"there is no row {Row} to be zero, only {rows} rows";

        internal override void Fill(Span<double> values, int rows, CounterRandom random)
        {
            Inner.Fill(values, rows, random);
            var columns = values.Length / rows;
            values.Slice(Row * columns, columns).Clear();
        }
    }
}
