using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>The 256-bit functions.</summary>
public sealed unsafe class Vector256Body : Body
{
    public override int Lanes => Vector256<float>.Count;

    public override void Sigmoid(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector256<float>.Count)
            *(Vector256<float>*)(y + i) = VectorMath.Sigmoid(*(Vector256<float>*)(x + i));
    }

    public override void Tanh(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector256<float>.Count)
            *(Vector256<float>*)(y + i) = VectorMath.Tanh(*(Vector256<float>*)(x + i));
    }

    public override void Relu(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector256<float>.Count)
            *(Vector256<float>*)(y + i) = VectorMath.Relu(*(Vector256<float>*)(x + i));
    }

    public override void Step(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector256<float>.Count)
            *(Vector256<float>*)(y + i) = VectorMath.Step(*(Vector256<float>*)(x + i));
    }

    public override void SquarePlus(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector256<float>.Count)
        {
            var v = *(Vector256<float>*)(x + i);
            *(Vector256<float>*)(y + i) = VectorMath.MultiplyAdd(v, v, v);
        }
    }
}
