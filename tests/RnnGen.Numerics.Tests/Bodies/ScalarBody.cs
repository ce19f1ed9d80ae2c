namespace RnnGen.Numerics.Tests;

/// <summary>The functions of single floats.</summary>
public sealed unsafe class ScalarBody : Body
{
    public override int Lanes => 1;

    public override void Sigmoid(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i++)
            y[i] = VectorMath.Sigmoid(x[i]);
    }

    public override void Tanh(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i++)
            y[i] = VectorMath.Tanh(x[i]);
    }

    public override void Relu(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i++)
            y[i] = VectorMath.Relu(x[i]);
    }

    public override void Step(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i++)
            y[i] = VectorMath.Step(x[i]);
    }

    public override void SquarePlus(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i++)
            y[i] = VectorMath.MultiplyAdd(x[i], x[i], x[i]);
    }
}
