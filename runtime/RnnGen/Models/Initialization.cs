using System.Numerics;

namespace RnnGen;

/// <summary>Draws the values of new parameters.</summary>
public static class Initialization
{
    /// <summary>
    /// Fills every tensor as its <see cref="ParameterInfo.Initializer"/> says. The same seed gives the same bits on every machine:
    /// values are drawn in double precision by integer arithmetic and correctly rounded operations, then rounded, so that a block of
    /// floats holds the rounded values of a block of doubles. A tensor's values depend on the seed, its index, shape and initializer only.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="block">The parameters to fill.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentException">An initializer does not fit the shape of its tensor; nothing was changed.</exception>
    public static void Initialize<T>(this TensorBlock<T> block, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(block);
        var longest = 0;
        foreach (var tensor in block.Tensors)
        {
            longest = Math.Max(longest, tensor.Length);
            if (tensor.Initializer.Fault(Rows(tensor)) is { } fault)
            {
                throw new ArgumentException(
                    $"Tensor '{tensor.Name}' {TensorLayout.Text(tensor.Shape)} does not fit its initializer: {fault}.", nameof(block));
            }
        }

        var drawn = new double[longest];
        for (var index = 0; index < block.Tensors.Count; index++)
        {
            var tensor = block.Tensors[index];
            var exact = drawn.AsSpan(0, tensor.Length);
            tensor.Initializer.Fill(exact, Rows(tensor), new CounterRandom(seed, (ulong)index));
            var values = block[tensor.Name];
            for (var i = 0; i < values.Length; i++) values[i] = T.CreateTruncating(exact[i]);
        }
    }

    private static int Rows(ParameterInfo tensor) => tensor.Shape.Length > 0 ? tensor.Shape[0] : 1;
}
