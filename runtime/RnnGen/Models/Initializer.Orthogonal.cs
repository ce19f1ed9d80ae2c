namespace RnnGen;

public abstract partial record Initializer
{
    /// <summary>
    /// <paramref name="Gain"/> times a random matrix with orthonormal columns, or with orthonormal rows if it is wider than high (Saxe,
    /// McClelland and Ganguli, 2014): the Q of a normal matrix, with the signs that make the diagonal of R positive, so that every
    /// orthogonal matrix is as likely as any other. This is <c>torch.nn.init.orthogonal_</c>; and a <c>[gates·H, H]</c> tensor is the
    /// transpose of Keras' recurrent kernel <c>[H, gates·H]</c>, one orthogonal matrix over all gates, not one per gate. For one per gate
    /// see <see cref="Blocks"/>.
    /// </summary>
    /// <param name="Gain">The length of the columns or rows, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gain is negative or not finite.</exception>
    public sealed record Orthogonal(double Gain = 1) : Initializer
    {
        /// <summary>The length of the columns or rows.</summary>
        public double Gain { get; } = NotNegative(Gain, nameof(Gain));

        internal override void Fill(Span<double> values, int rows, CounterRandom random)
        {
            if (values.IsEmpty) return;
            var columns = values.Length / rows;
            var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
            var vectors = new double[values.Length];
            FillNormal(vectors, 1, truncated: false, random);
            GramSchmidt.Orthonormalize(vectors, count, length);
            for (var i = 0; i < values.Length; i++)
            {
                var (row, column) = (i / columns, i % columns);
                values[i] = Gain * (rows < columns ? vectors[i] : vectors[(column * length) + row]);
            }
        }
    }
}
