namespace RnnGen.Runtime.Tests.Models;

public class OrthogonalInitializerTests
{
    [Theory]
    [InlineData(64, 16, 1)] // LSTM weights of 16 units: the transpose of Keras' recurrent kernel
    [InlineData(16, 64, 1)]
    [InlineData(45, 45, 1)]
    [InlineData(7, 3, 1.5)]
    [InlineData(1, 1, 2)]
    [InlineData(9, 1, 1)]
    public void The_short_side_is_orthogonal(int rows, int columns, double gain)
    {
        var w = Drawn.Values(new Initializer.Orthogonal(gain), 3, rows, columns);
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        double At(int vector, int i) => rows < columns ? w[(vector * columns) + i] : w[(i * columns) + vector];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var product = Enumerable.Range(0, length).Sum(i => At(a, i) * At(b, i));
                Assert.Equal(a == b ? gain * gain : 0, product, 1e-13);
            }
        }
    }

    [Fact]
    public void Floats_are_orthogonal_to_a_millionth()
    {
        var block = new TensorBlock<float>([new ParameterInfo("w", [96, 32], new Initializer.Orthogonal())]);
        block.Initialize(4);
        var w = block.Values.ToArray();
        for (var a = 0; a < 32; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, 96).Sum(i => (double)w[(i * 32) + a] * w[(i * 32) + b]), 1e-6);
            }
        }
    }

    [Fact]
    public void It_is_the_factor_of_a_normal_matrix_with_a_positive_diagonal()
    {
        // Normal takes the same numbers of the same stream: with A = L·Q, the product A·Qᵀ is lower triangular.
        const int Rows = 12, Columns = 20;
        var a = Drawn.Values(new Initializer.Normal(0, 1), 8, Rows, Columns);
        var q = Drawn.Values(new Initializer.Orthogonal(), 8, Rows, Columns);
        for (var i = 0; i < Rows; i++)
        {
            for (var j = i; j < Rows; j++)
            {
                var product = Enumerable.Range(0, Columns).Sum(k => a[(i * Columns) + k] * q[(j * Columns) + k]);
                if (i == j) Assert.InRange(product, 0.1, 10);
                else Assert.Equal(0, product, 1e-13);
            }
        }
    }

    [Fact]
    public void A_tall_matrix_is_the_transpose_of_a_wide_one()
    {
        var (tall, wide) = (Drawn.Values(new Initializer.Orthogonal(), 6, 10, 4), Drawn.Values(new Initializer.Orthogonal(), 6, 4, 10));
        for (var i = 0; i < tall.Length; i++) Assert.Equal(wide[(i % 4 * 10) + (i / 4)], tall[i]);
    }

    [Fact]
    public void More_than_two_extents_count_as_columns() =>
        Assert.Equal(Drawn.Values(new Initializer.Orthogonal(), 6, 4, 10), Drawn.Values(new Initializer.Orthogonal(), 6, 4, 5, 2));

    [Fact]
    public void Bits_are_those_of_an_independent_implementation()
    {
        var w = Drawn.Values(new Initializer.Orthogonal(), 2024, 11, 20);
        Assert.Equal(0xbfcfd2a95adbe88f, BitConverter.DoubleToUInt64Bits(w[0]));
        Assert.Equal(0xbfdbed29f15f77e3, BitConverter.DoubleToUInt64Bits(w[^1]));
    }

    [Fact]
    public void Wrong_gains_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Gain", () => new Initializer.Orthogonal(-1));
        Assert.Throws<ArgumentOutOfRangeException>("Gain", () => new Initializer.Orthogonal(double.NaN));
    }
}
