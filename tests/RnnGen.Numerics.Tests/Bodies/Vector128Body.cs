using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>The 128-bit functions.</summary>
public unsafe class Vector128Body : Body
{
    public override int Lanes => Vector128<float>.Count;

    public override void Sigmoid(float* x, float* y, int count) => Each(&VectorMath.Sigmoid, x, y, count);

    public override void Tanh(float* x, float* y, int count) => Each(&VectorMath.Tanh, x, y, count);

    public override void FastSigmoid(float* x, float* y, int count) => Each(&FastMath.Sigmoid, x, y, count);

    public override void FastTanh(float* x, float* y, int count) => Each(&FastMath.Tanh, x, y, count);

    public override void Relu(float* x, float* y, int count) => Each(&VectorMath.Relu, x, y, count);

    public override void Step(float* x, float* y, int count) => Each(&VectorMath.Step, x, y, count);

    public override void Exp(float* x, float* y, int count) => Each(&VectorMath.Exp, x, y, count);

    public override void Log(float* x, float* y, int count) => Each(&VectorMath.Log, x, y, count);

    public override void Softplus(float* x, float* y, int count) => Each(&VectorMath.Softplus, x, y, count);

    public override void Sqrt(float* x, float* y, int count) => Each(&VectorMath.Sqrt, x, y, count);

    public override void Abs(float* x, float* y, int count) => Each(&VectorMath.Abs, x, y, count);

    public override void Sign(float* x, float* y, int count) => Each(&VectorMath.Sign, x, y, count);

    public override void Flush(float* x, float* y, int count) => Each(&VectorMath.Flush, x, y, count);

    public override void SquarePlus(float* x, float* y, int count) => Each(&SquarePlus, x, y, count);

    public override void Max(float* x, float* y, int count) => Each(&VectorMath.Max, x, y, count);

    public override void Min(float* x, float* y, int count) => Each(&VectorMath.Min, x, y, count);

    public override void Greater(float* x, float* y, int count) => Each(&VectorMath.Greater, x, y, count);

    public override void Select(float* m, float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector128<float>.Count)
        {
            var (a, b) = (*(Vector128<float>*)(x + i), *(Vector128<float>*)(y + i));
            *(Vector128<float>*)(y + i) = VectorMath.Select(*(Vector128<float>*)(m + i), a, b);
        }
    }

    private static Vector128<float> SquarePlus(Vector128<float> x) => VectorMath.MultiplyAdd(x, x, x);

    private protected static void Each(delegate*<Vector128<float>, Vector128<float>> function, float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector128<float>.Count)
            *(Vector128<float>*)(y + i) = function(*(Vector128<float>*)(x + i));
    }

    private protected static void Each(delegate*<Vector128<float>, Vector128<float>, Vector128<float>> function, float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector128<float>.Count)
            *(Vector128<float>*)(y + i) = function(*(Vector128<float>*)(x + i), *(Vector128<float>*)(y + i));
    }
}
