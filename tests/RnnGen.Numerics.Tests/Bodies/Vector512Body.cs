using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>The 512-bit functions.</summary>
public sealed unsafe class Vector512Body : Body
{
    public override int Lanes => Vector512<float>.Count;

    public override void Sigmoid(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector512<float>.Count)
            *(Vector512<float>*)(y + i) = VectorMath.Sigmoid(*(Vector512<float>*)(x + i));
    }

    public override void Tanh(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector512<float>.Count)
            *(Vector512<float>*)(y + i) = VectorMath.Tanh(*(Vector512<float>*)(x + i));
    }

    public override void Relu(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector512<float>.Count)
            *(Vector512<float>*)(y + i) = VectorMath.Relu(*(Vector512<float>*)(x + i));
    }

    public override void Step(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector512<float>.Count)
            *(Vector512<float>*)(y + i) = VectorMath.Step(*(Vector512<float>*)(x + i));
    }

    public override void SquarePlus(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector512<float>.Count)
        {
            var v = *(Vector512<float>*)(x + i);
            *(Vector512<float>*)(y + i) = VectorMath.MultiplyAdd(v, v, v);
        }
    }
}
