using RnnGen.Data;

namespace RnnGen.Samples.Ridership;

/// <summary>
/// Linear regression on whole windows with an L2 penalty (Hoerl and Kennard, 1970): w = (XᵀX + λI)⁻¹Xᵀy over centred X and y, so
/// that the intercept is not penalised. XᵀX is computed once and serves every λ.
/// </summary>
internal sealed class RidgeRegression
{
    private readonly double[,] _gram;
    private readonly double[] _moments;
    private readonly double[] _inputMean;
    private readonly double _targetMean;

    public RidgeRegression(Dataset data)
    {
        var (x, y) = Samples(data);
        var (count, inputs) = (data.Count, data.Steps * data.Features);
        _targetMean = y.Average(value => (double)value);
        _inputMean = [.. Enumerable.Range(0, inputs).Select(j => Enumerable.Range(0, count).Average(i => (double)x[(i * inputs) + j]))];
        _gram = new double[inputs, inputs];
        _moments = new double[inputs];
        var centred = new double[inputs];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < inputs; j++) centred[j] = x[(i * inputs) + j] - _inputMean[j];
            for (var j = 0; j < inputs; j++)
            {
                _moments[j] += centred[j] * (y[i] - _targetMean);
                for (var k = 0; k < inputs; k++) _gram[j, k] += centred[j] * centred[k];
            }
        }
    }

    /// <summary>The solution for one λ.</summary>
    public Solution Fit(double lambda)
    {
        var penalised = (double[,])_gram.Clone();
        for (var j = 0; j < _moments.Length; j++) penalised[j, j] += lambda;
        var weights = Cholesky.Solve(penalised, _moments);
        return new Solution(weights, _targetMean - weights.Zip(_inputMean, (w, mean) => w * mean).Sum());
    }

    /// <summary>All windows of a dataset, one row each, and their targets.</summary>
    public static (float[] X, float[] Y) Samples(Dataset data)
    {
        var (x, y) = (new float[data.Count * data.Steps * data.Features], new float[data.Count]);
        data.Fill([.. Enumerable.Range(0, data.Count)], x, y);
        return (x, y);
    }

    /// <summary>ŷ = w·x + b.</summary>
    internal sealed record Solution(double[] Weights, double Intercept)
    {
        public float[] Predict(Dataset data) =>
            [.. Samples(data).X.Chunk(Weights.Length).Select(x => (float)(Weights.Zip(x, (w, value) => w * value).Sum() + Intercept))];
    }
}
