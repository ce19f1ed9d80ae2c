using Conformance.Models;

namespace Conformance.Layers;

/// <summary>Batch normalisation with plain loops in double precision, column by column.</summary>
/// <param name="Columns">Number of columns.</param>
/// <param name="Epsilon">ε.</param>
internal sealed record BatchNormReference(int Columns, double Epsilon)
{
    /// <summary>Mean, variance and number of the rows that count.</summary>
    public (double[] Mean, double[] Variance, int Count) Statistics(LayerData data)
    {
        var rows = Rows(data).Where(r => r.Counts).Select(r => r.X).ToArray();
        double[] Averages(Func<double[], int, double> of) => [.. Enumerable.Range(0, Columns).Select(i => rows.Select(x => of(x, i)).DefaultIfEmpty().Average())];
        var mean = Averages((x, i) => x[i]);
        return (mean, Averages((x, i) => (x[i] - mean[i]) * (x[i] - mean[i])), rows.Length);
    }

    /// <summary>y with given mean and variance.</summary>
    public double[] Normalize(LayerData data, double[] mean, double[] variance, bool affine) => data.EachRow(Columns, x =>
        x.Select((v, i) => (v - mean[i]) / Math.Sqrt(variance[i] + Epsilon) * (affine ? data["norm1.weight"][i] : 1) + (affine ? data["norm1.bias"][i] : 0)));

    /// <summary>
    /// Outputs and gradients of training. With s = 1/√(variance + ε), n the normal of a row, m whether it counts, N how many do and
    /// d = dy ⊙ w: <c>dx = m·s·(d − (Σd + n·Σ d·n)/N)</c>, <c>dw = Σ dy·n</c>, <c>db = Σ dy</c>. What does not count is never read.
    /// </summary>
    public Dictionary<string, double[]> Train(LayerData data, bool affine)
    {
        var (mean, variance, count) = Statistics(data);
        var weight = affine ? data["norm1.weight"] : [.. Enumerable.Repeat(1.0, Columns)];
        var rows = Rows(data).Zip(data["dY"].Chunk(Columns), (r, dy) => (r.X, r.Counts, Dy: dy)).ToArray();
        var dx = new double[rows.Length * Columns];
        var (dw, db) = (new double[Columns], new double[Columns]);
        for (var i = 0; i < Columns; i++)
        {
            var scale = 1 / Math.Sqrt(variance[i] + Epsilon);
            double Normal(double[] x) => (x[i] - mean[i]) * scale;
            dw[i] = rows.Sum(r => r.Dy[i] * Normal(r.X));
            db[i] = rows.Sum(r => r.Dy[i]);
            for (var r = 0; r < rows.Length; r++)
            {
                if (rows[r].Counts) dx[(r * Columns) + i] = scale * weight[i] * (rows[r].Dy[i] - ((db[i] + (Normal(rows[r].X) * dw[i])) / count));
            }
        }

        var results = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = Normalize(data, mean, variance, affine), ["dX"] = dx };
        if (affine) (results["norm1.weight"], results["norm1.bias"]) = (dw, db);
        return results;
    }

    /// <summary>The rows in the order of x: those of a sample side by side.</summary>
    private IEnumerable<(double[] X, bool Counts)> Rows(LayerData data) =>
        data.Rows("x", Columns).SelectMany((sample, b) => sample.Select((x, t) => (x, t < data.Length(b))));
}
