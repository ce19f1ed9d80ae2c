using RnnGen.Data;

namespace RnnGen.Runtime.Tests.Data;

public class StandardScalerTests
{
    /// <summary>Two features; the second is constant. Mean 4 and population variance (9 + 1 + 1 + 9)/4 = 5 of the first.</summary>
    private static readonly float[] Rows = [1, 0.1f, 3, 0.1f, 5, 0.1f, 7, 0.1f];

    [Fact]
    public void Statistics_are_those_of_the_population()
    {
        var scaler = Fitted();
        Assert.Equal([4, 0.1f], scaler.Mean.ToArray());
        Assert.Equal([Math.Sqrt(5), 1], scaler.Scale.ToArray());
    }

    [Fact]
    public void A_constant_feature_becomes_zero()
    {
        var rows = Rows.ToArray();
        Fitted().Transform(rows);
        for (var i = 1; i < rows.Length; i += 2) Assert.Equal(0, rows[i]);
        Assert.Equal((float)(-3 / Math.Sqrt(5)), rows[0]);
    }

    [Fact]
    public void Inverse_undoes_Transform()
    {
        var rows = Rows.ToArray();
        var scaler = Fitted();
        scaler.Transform(rows);
        scaler.Inverse(rows);

        // (x − μ)/σ is rounded once to float, at most 3/√5 in size, and multiplied by √5; then x is rounded, at most 8.
        for (var i = 0; i < rows.Length; i++) Assert.InRange(rows[i] - Rows[i], -7 * Math.Pow(2, -24), 7 * Math.Pow(2, -24));
    }

    [Fact]
    public void One_column_is_scaled_as_in_its_row()
    {
        var scaler = Fitted();
        float[] rows = [6, 2, 9, 3], columns = [6, 9];
        scaler.Transform(rows);
        scaler.TransformColumn(columns, 0);
        Assert.Equal([rows[0], rows[2]], columns);
        scaler.Inverse(rows);
        scaler.InverseColumn(columns, 0);
        Assert.Equal([rows[0], rows[2]], columns);
    }

    [Fact]
    public void Values_that_are_not_finite_are_reported_with_their_place()
    {
        var scaler = Fitted();
        var error = Assert.Throws<InvalidDataException>(() => scaler.Fit([1, 2, 3, float.NaN], 2));
        Assert.Contains("NaN at row 1, column 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, scaler.Mean[0]);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var scaler = new StandardScaler();
        Assert.Throws<InvalidOperationException>(() => scaler.Transform(new float[2]));
        Assert.Throws<InvalidOperationException>(() => scaler.InverseColumn(new float[2], 0));
        Assert.Throws<ArgumentException>(() => scaler.Fit([], 2));
        Assert.Throws<ArgumentException>(() => scaler.Fit([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => Fitted().Transform(new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fitted().InverseColumn(new float[3], 2));
    }

    private static StandardScaler Fitted()
    {
        var scaler = new StandardScaler();
        scaler.Fit(Rows, 2);
        return scaler;
    }
}
