using System.Numerics;

namespace RnnGen;

/// <summary>Draws the values of new parameters.</summary>
public static class Initialization
{
    /// <summary>
    /// Fills every tensor as its <see cref="ParameterInfo.Initializer"/> says. The same seed gives the same bits on every machine:
    /// values are drawn in double precision by integer arithmetic and one product, then rounded, so that a block of floats
    /// holds the rounded values of a block of doubles. A tensor's values depend on the seed, its index and its bound only.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="block">The parameters to fill.</param>
    /// <param name="seed">Any number.</param>
    public static void Initialize<T>(this TensorBlock<T> block, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(block);
        for (var index = 0; index < block.Tensors.Count; index++)
        {
            var tensor = block.Tensors[index];
            var values = block[tensor.Name];
            switch (tensor.Initializer)
            {
                case Initializer.UniformInverseSqrt uniform:
                    Uniform(values, 1 / Math.Sqrt(uniform.Fan), new CounterRandom(seed, (ulong)index));
                    break;
                case Initializer.Constant constant:
                    values.Fill(T.CreateTruncating(constant.Value));
                    break;
                default:
                    throw new NotSupportedException($"Tensor '{tensor.Name}' has the unknown initializer {tensor.Initializer}.");
            }
        }
    }

    private static void Uniform<T>(Span<T> values, double bound, CounterRandom random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < values.Length; i++) values[i] = T.CreateTruncating(bound * random.Symmetric(i));
    }
}
