namespace RnnGen.Runtime.Tests;

/// <summary>Small blocks of tensors.</summary>
internal static class Blocks
{
    public static ParameterInfo Tensor(string name, params int[] shape) => new(name, shape, new Initializer.Constant(0));

    /// <summary>One vector with the given values.</summary>
    public static TensorBlock<float> Vector(params ReadOnlySpan<float> values)
    {
        var block = new TensorBlock<float>([Tensor("w", values.Length)]);
        values.CopyTo(block.Values);
        return block;
    }

    /// <summary>One vector of values between −1 and 1.</summary>
    public static TensorBlock<float> Random(int length, ulong seed)
    {
        var block = new TensorBlock<float>([new ParameterInfo("w", [length], new Initializer.UniformInverseSqrt(1))]);
        block.Initialize(seed);
        return block;
    }
}
