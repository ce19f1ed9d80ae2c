using System.Runtime.Intrinsics;

namespace RnnGen.Numerics.Tests;

/// <summary>The 128-bit functions with one sort of multiply-add, fused as on NEON or not as on an old x86: a processor of today takes others.</summary>
/// <typeparam name="TOperation">The multiply-add.</typeparam>
internal sealed unsafe class Vector128OperationBody<TOperation> : Vector128Body
    where TOperation : struct, IMultiplyAdd
{
    public override void Sigmoid(float* x, float* y, int count) => Each(&VectorMath.Sigmoid<TOperation>, x, y, count);

    public override void Tanh(float* x, float* y, int count) => Each(&VectorMath.Tanh<TOperation>, x, y, count);

    public override void FastSigmoid(float* x, float* y, int count) => Each(&FastMath.Sigmoid<TOperation>, x, y, count);

    public override void FastTanh(float* x, float* y, int count) => Each(&FastMath.Tanh<TOperation>, x, y, count);

    public override void Exp(float* x, float* y, int count) => Each(&VectorMath.Exp<TOperation>, x, y, count);

    public override void Log(float* x, float* y, int count) => Each(&VectorMath.Log<TOperation>, x, y, count);

    public override void Softplus(float* x, float* y, int count) => Each(&VectorMath.Softplus<TOperation>, x, y, count);

    public override void SquarePlus(float* x, float* y, int count) => Each(&SquarePlus, x, y, count);

    private static Vector128<float> SquarePlus(Vector128<float> x) => TOperation.MultiplyAdd(x, x, x);
}
