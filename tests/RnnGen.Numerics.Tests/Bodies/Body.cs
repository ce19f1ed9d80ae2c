namespace RnnGen.Numerics.Tests;

/// <summary>Maps a multiple of 16 elements.</summary>
public unsafe delegate void Map(float* x, float* y, int count);

/// <summary>One implementation of the float functions of <see cref="VectorMath"/>, applied to arrays.</summary>
public abstract class Body
{
    /// <summary>Elements per vector.</summary>
    public abstract int Lanes { get; }

    public abstract unsafe void Sigmoid(float* x, float* y, int count);

    public abstract unsafe void Tanh(float* x, float* y, int count);

    public abstract unsafe void Relu(float* x, float* y, int count);

    public abstract unsafe void Step(float* x, float* y, int count);

    /// <summary>y = x·x + x.</summary>
    public abstract unsafe void SquarePlus(float* x, float* y, int count);

    /// <summary>One call on an array.</summary>
    public static unsafe float[] Apply(Map map, float[] x)
    {
        Assert.Equal(0, x.Length % 16);
        var y = new float[x.Length];
        fixed (float* px = x, py = y)
            map(px, py, x.Length);
        return y;
    }
}
