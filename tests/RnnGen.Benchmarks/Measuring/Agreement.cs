using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Measuring;

/// <summary>Checks that the sides of a comparison compute the same thing; only then are their times worth comparing.</summary>
internal static class Agreement
{
    /// <summary>Largest difference allowed between two sides, relative to <see cref="Error"/>'s scale.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Compares the results of every side with those of the last one before it.</summary>
    /// <returns>The largest error; null if fewer than two sides take part.</returns>
    /// <exception cref="DisagreementException">Two sides differ by more than <see cref="Tolerance"/>, or in what they compute.</exception>
    public static double? Check(IEnumerable<Side> sides)
    {
        double? worst = null;
        (string Name, IReadOnlyDictionary<string, float[]> Results)? previous = null;
        foreach (var side in sides)
        {
            if (side.Operation is null) continue;
            var results = side.Operation.Compute();
            if (previous is { } other) worst = Math.Max(worst ?? 0, Compare(side.Name, results, other.Name, other.Results));
            previous = (side.Name, results);
        }

        return worst;
    }

    private static double Compare(string a, IReadOnlyDictionary<string, float[]> x, string b, IReadOnlyDictionary<string, float[]> y)
    {
        if (!x.Keys.ToHashSet().SetEquals(y.Keys))
            throw new DisagreementException($"{a} computes {string.Join(", ", x.Keys)} and {b} {string.Join(", ", y.Keys)}.");
        var worst = 0.0;
        foreach (var (name, values) in x)
        {
            if (values.Length != y[name].Length)
                throw new DisagreementException($"'{name}' has {values.Length} values in {a} and {y[name].Length} in {b}.");
            var error = Error(values, y[name]);
            if (!(error <= Tolerance)) throw new DisagreementException($"'{name}' differs by {error:E2} between {a} and {b}.");
            worst = Math.Max(worst, error);
        }

        return worst;
    }

    /// <summary>
    /// Largest |x − y| / max(s, |y|), where s is 1 or, in a tensor of small values (a gradient, say), its largest magnitude,
    /// but not below 10⁻³, under which rounding in the terms of a sum shows.
    /// </summary>
    private static double Error(float[] x, float[] y)
    {
        var scale = Math.Clamp(y.Max(Math.Abs), 1e-3, 1);
        var worst = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var error = Math.Abs((double)x[i] - y[i]) / Math.Max(scale, Math.Abs(y[i]));
            if (!(error <= worst)) worst = error; // a NaN is the worst
            if (double.IsNaN(worst)) break;
        }

        return worst;
    }
}
