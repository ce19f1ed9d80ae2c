namespace RnnGen.Numerics.Tests;

/// <summary>Maps a multiple of 16 elements.</summary>
public unsafe delegate void Map(float* x, float* y, int count);

/// <summary>One implementation of the float functions of <see cref="VectorMath"/> and <see cref="FastMath"/>, applied to arrays.</summary>
public abstract class Body
{
    /// <summary>Elements per vector.</summary>
    public abstract int Lanes { get; }

    public abstract unsafe void Sigmoid(float* x, float* y, int count);

    public abstract unsafe void Tanh(float* x, float* y, int count);

    public abstract unsafe void FastSigmoid(float* x, float* y, int count);

    public abstract unsafe void FastTanh(float* x, float* y, int count);

    public abstract unsafe void Relu(float* x, float* y, int count);

    public abstract unsafe void Step(float* x, float* y, int count);

    public abstract unsafe void Exp(float* x, float* y, int count);

    public abstract unsafe void Log(float* x, float* y, int count);

    public abstract unsafe void Softplus(float* x, float* y, int count);

    public abstract unsafe void Sqrt(float* x, float* y, int count);

    public abstract unsafe void Abs(float* x, float* y, int count);

    public abstract unsafe void Sign(float* x, float* y, int count);

    public abstract unsafe void Flush(float* x, float* y, int count);

    /// <summary>y = x·x + x.</summary>
    public abstract unsafe void SquarePlus(float* x, float* y, int count);

    /// <summary>y = Max(x, y).</summary>
    public abstract unsafe void Max(float* x, float* y, int count);

    /// <summary>y = Min(x, y).</summary>
    public abstract unsafe void Min(float* x, float* y, int count);

    /// <summary>y = Greater(x, y).</summary>
    public abstract unsafe void Greater(float* x, float* y, int count);

    /// <summary>y = Select(m, x, y).</summary>
    public abstract unsafe void Select(float* m, float* x, float* y, int count);

    /// <summary>One call on an array.</summary>
    public static float[] Apply(Map map, float[] x) => Apply(map, x, new float[x.Length]);

    /// <summary>One call on two arrays; the second one stays as it is.</summary>
    public static unsafe float[] Apply(Map map, float[] x, float[] second)
    {
        Assert.Equal(0, x.Length % 16);
        float[] y = [.. second];
        fixed (float* px = x, py = y)
            map(px, py, x.Length);
        return y;
    }
}
