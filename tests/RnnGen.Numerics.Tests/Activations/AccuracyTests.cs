using Xunit.Abstractions;

namespace RnnGen.Numerics.Tests;

/// <summary>Every body against the functions of <see cref="Math"/> in double precision.</summary>
public sealed unsafe class AccuracyTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(BodyData.Available), MemberType = typeof(BodyData))]
    public void Tanh_is_within_4_ulp(string body) => Check(BodyData.Get(body).Tanh, Math.Tanh);

    [Theory]
    [MemberData(nameof(BodyData.Available), MemberType = typeof(BodyData))]
    public void Sigmoid_is_within_4_ulp(string body) =>
        Check(BodyData.Get(body).Sigmoid, x => (x < 0 ? Math.Exp(x) : 1) / (1 + Math.Exp(-Math.Abs(x))));

    [Theory]
    [MemberData(nameof(BodyData.Available), MemberType = typeof(BodyData))]
    public void Exp_is_within_4_ulp(string body) =>
        Check(BodyData.Get(body).Exp, x => Math.Exp(x) > float.MaxValue ? double.PositiveInfinity : Math.Exp(x));

    [Theory]
    [MemberData(nameof(BodyData.Available), MemberType = typeof(BodyData))]
    public void Log_is_within_4_ulp(string body) => Check(BodyData.Get(body).Log, Math.Log);

    [Theory]
    [MemberData(nameof(BodyData.Available), MemberType = typeof(BodyData))]
    public void Softplus_is_within_4_ulp(string body) => Check(BodyData.Get(body).Softplus, ExactSoftplus);

    [Theory]
    [MemberData(nameof(BodyData.Available), MemberType = typeof(BodyData))]
    public void Sqrt_is_rounded_once(string body) => FloatSamples.ForEachBlock(x =>
        SameBits.Assert(Array.ConvertAll(x, v => (float)Math.Sqrt(v)), Body.Apply(BodyData.Get(body).Sqrt, x), x));

    // Below e = 1e-4 the first neglected term of the series is e⁴/4, a relative 2.5e-13; above, 1 + e loses at most 2⁻⁵³/e, 1.2e-12.
    private static double ExactSoftplus(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        var log = e < 1e-4 ? e - (e * e / 2) + (e * e * e / 3) : Math.Log(1 + e);
        return Math.Max(x, 0) + log;
    }

    private void Check(Map map, Func<double, double> exact)
    {
        double largest = 0;
        float at = 0, result = 0;
        long count = 0;
        FloatSamples.ForEachBlock(x =>
        {
            var y = Body.Apply(map, x);
            for (var i = 0; i < x.Length; i++)
            {
                var error = Ulp.Error(exact(x[i]), y[i]);
                if (error > largest)
                    (largest, at, result) = (error, x[i], y[i]);
            }

            count += x.Length;
        });
        output.WriteLine($"{count} floats: at most {largest:F3} ulp, at {at:G9} -> {result:G9}");
        Assert.True(largest <= Ulp.Bound, $"{largest} ulp at {at:G9}: {result:G9} instead of {exact(at):G17}");
    }
}
