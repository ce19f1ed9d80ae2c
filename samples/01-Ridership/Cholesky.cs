namespace RnnGen.Samples.Ridership;

/// <summary>Solves A·x = b for a symmetric positive definite A, factored as A = L·Lᵀ.</summary>
internal static class Cholesky
{
    /// <param name="a">A; its lower half becomes L.</param>
    /// <param name="b">The right-hand side.</param>
    /// <exception cref="ArithmeticException">A is not positive definite.</exception>
    public static double[] Solve(double[,] a, double[] b)
    {
        Factor(a);
        var x = (double[])b.Clone();

        // L·z = b from the top, then Lᵀ·x = z from the bottom.
        for (var i = 0; i < x.Length; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= a[i, k] * x[k];
            x[i] /= a[i, i];
        }

        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < x.Length; k++) x[i] -= a[k, i] * x[k];
            x[i] /= a[i, i];
        }

        return x;
    }

    private static void Factor(double[,] a)
    {
        for (var j = 0; j < a.GetLength(0); j++)
        {
            for (var k = 0; k < j; k++) a[j, j] -= a[j, k] * a[j, k];
            if (!(a[j, j] > 0)) throw new ArithmeticException("The matrix is not positive definite.");
            a[j, j] = Math.Sqrt(a[j, j]);
            for (var i = j + 1; i < a.GetLength(0); i++)
            {
                for (var k = 0; k < j; k++) a[i, j] -= a[i, k] * a[j, k];
                a[i, j] /= a[j, j];
            }
        }
    }
}
