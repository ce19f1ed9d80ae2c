using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>The 128-bit functions.</summary>
public sealed unsafe class Vector128Body : Body
{
    public override int Lanes => Vector128<float>.Count;

    public override void Sigmoid(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector128<float>.Count)
            *(Vector128<float>*)(y + i) = VectorMath.Sigmoid(*(Vector128<float>*)(x + i));
    }

    public override void Tanh(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector128<float>.Count)
            *(Vector128<float>*)(y + i) = VectorMath.Tanh(*(Vector128<float>*)(x + i));
    }

    public override void Relu(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector128<float>.Count)
            *(Vector128<float>*)(y + i) = VectorMath.Relu(*(Vector128<float>*)(x + i));
    }

    public override void Step(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector128<float>.Count)
            *(Vector128<float>*)(y + i) = VectorMath.Step(*(Vector128<float>*)(x + i));
    }

    public override void SquarePlus(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += Vector128<float>.Count)
        {
            var v = *(Vector128<float>*)(x + i);
            *(Vector128<float>*)(y + i) = VectorMath.MultiplyAdd(v, v, v);
        }
    }
}
