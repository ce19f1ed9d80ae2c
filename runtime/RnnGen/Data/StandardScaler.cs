using RnnGen.Serialization;

namespace RnnGen.Data;

/// <summary>
/// Brings every feature to mean 0 and standard deviation 1, <c>(x − mean)/scale</c>, with statistics in double precision. Fit it on
/// the training part only: what it knows of later data would flatter the results. A feature that is constant there has scale
/// 1, so that it becomes 0 and nothing is divided by 0 (scikit-learn's StandardScaler). As a companion it is saved with the model.
/// </summary>
public sealed class StandardScaler : IModelCompanion
{
    private double[] _mean = [];
    private double[] _scale = [];

    /// <summary>Makes a scaler that is yet to be fitted or loaded.</summary>
    /// <param name="name">Prefix of its tensors in a model's file.</param>
    public StandardScaler(string name = "scaler")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Number of features; 0 before Fit.</summary>
    public int Features => _mean.Length;

    /// <summary>Mean of every feature.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Standard deviation of every feature (of the population, divided by n), or 1 where it is constant.</summary>
    public ReadOnlySpan<double> Scale => _scale;

    /// <summary>Computes the statistics, replacing earlier ones.</summary>
    /// <param name="rows">The training part, <c>[rows, features]</c>.</param>
    /// <param name="features">Values per row.</param>
    /// <exception cref="ArgumentException">There is no row, or the last one is incomplete.</exception>
    /// <exception cref="InvalidDataException">A value is NaN or infinite; the message says where.</exception>
    public void Fit(ReadOnlySpan<float> rows, int features)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        if (rows.IsEmpty || rows.Length % features != 0)
        {
            throw new ArgumentException($"{rows.Length} values are no whole number of rows of {features}.", nameof(rows));
        }

        if (BadData.NotFinite(rows) is { } i) throw BadData.NotFiniteError(rows[i], $"row {i / features}, column {i % features}");
        var (mean, scale) = (new double[features], new double[features]);
        for (var column = 0; column < features; column++) (mean[column], scale[column]) = Statistics(rows, column, features);
        (_mean, _scale) = (mean, scale);
    }

    /// <summary>Scales rows in place.</summary>
    /// <param name="rows">Rows of all features.</param>
    /// <exception cref="InvalidOperationException">The scaler is not fitted.</exception>
    /// <exception cref="ArgumentException">The last row is incomplete.</exception>
    public void Transform(Span<float> rows)
    {
        CheckRows(rows.Length);
        for (var i = 0; i < rows.Length; i++) rows[i] = (float)((rows[i] - _mean[i % Features]) / _scale[i % Features]);
    }

    /// <summary>Brings scaled rows back, in place.</summary>
    /// <param name="rows">Rows of all features.</param>
    /// <exception cref="InvalidOperationException">The scaler is not fitted.</exception>
    /// <exception cref="ArgumentException">The last row is incomplete.</exception>
    public void Inverse(Span<float> rows)
    {
        CheckRows(rows.Length);
        for (var i = 0; i < rows.Length; i++) rows[i] = (float)((rows[i] * _scale[i % Features]) + _mean[i % Features]);
    }

    /// <summary>Scales values of one feature in place.</summary>
    /// <param name="values">Values of that feature.</param>
    /// <param name="column">The feature, from 0.</param>
    /// <exception cref="InvalidOperationException">The scaler is not fitted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature.</exception>
    public void TransformColumn(Span<float> values, int column)
    {
        CheckColumn(column);
        foreach (ref var value in values) value = (float)((value - _mean[column]) / _scale[column]);
    }

    /// <summary>Brings scaled values of one feature back, in place: predictions of the target column.</summary>
    /// <param name="values">Scaled values of that feature.</param>
    /// <param name="column">The feature, from 0.</param>
    /// <exception cref="InvalidOperationException">The scaler is not fitted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature.</exception>
    public void InverseColumn(Span<float> values, int column)
    {
        CheckColumn(column);
        foreach (ref var value in values) value = (float)((value * _scale[column]) + _mean[column]);
    }

    /// <inheritdoc/>
    public void Write(CompanionTensors tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        CheckFitted();
        tensors.Add<double>("mean", [Features], _mean);
        tensors.Add<double>("scale", [Features], _scale);
    }

    /// <inheritdoc/>
    public Action Read(CompanionTensors tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var (mean, scale) = (tensors["mean"].ToArray<double>(), tensors["scale"].ToArray<double>());
        if (mean.Length == 0 || mean.Length != scale.Length)
        {
            throw new InvalidDataException($"'{Name}' does not hold one mean and one scale per feature.");
        }

        if (!mean.All(double.IsFinite) || !scale.All(value => value > 0 && double.IsFinite(value)))
        {
            throw new InvalidDataException($"'{Name}' holds a mean that is not finite or a scale that is not positive.");
        }

        return () => (_mean, _scale) = (mean, scale);
    }

    /// <summary>Two passes. Constancy is decided by the values: the computed variance of a constant need not be exactly 0.</summary>
    private static (double Mean, double Scale) Statistics(ReadOnlySpan<float> rows, int column, int features)
    {
        var count = rows.Length / features;
        var (sum, min, max) = (0.0, float.PositiveInfinity, float.NegativeInfinity);
        for (var i = column; i < rows.Length; i += features)
        {
            sum += rows[i];
            (min, max) = (Math.Min(min, rows[i]), Math.Max(max, rows[i]));
        }

        if (min == max) return (min, 1);
        var mean = sum / count;
        var squares = 0.0;
        for (var i = column; i < rows.Length; i += features) squares += (rows[i] - mean) * (rows[i] - mean);
        return (mean, Math.Sqrt(squares / count));
    }

    private void CheckRows(int length)
    {
        CheckFitted();
        if (length % Features != 0) throw new ArgumentException($"{length} values are no whole number of rows of {Features}.");
    }

    private void CheckColumn(int column)
    {
        CheckFitted();
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Features);
    }

    private void CheckFitted()
    {
        if (Features == 0) throw new InvalidOperationException($"'{Name}' has to be fitted or loaded first.");
    }
}
