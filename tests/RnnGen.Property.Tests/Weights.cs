using System.Numerics;
using Conformance.Models;
using PropertyTests.Generation;
using RnnGen;

namespace PropertyTests;

/// <summary>
/// Weights for tests: not what initializers draw, which may be zero, where activations have corners, or one, where values grow from
/// step to step.
/// </summary>
internal static class Weights
{
    /// <summary>Draws them; <paramref name="scale"/> makes them smaller.</summary>
    public static void Draw<T>(TestModel<T> model, int seed, float scale = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var draw = new Draw(seed);
        foreach (var tensor in model.Parameters.Tensors)
        {
            var most = tensor.Shape.Length > 1 ? 1 / MathF.Sqrt(tensor.Shape[1..].Aggregate((a, b) => a * b)) : 0.5f;
            // What is not trained and starts from a positive number may be a variance.
            var positive = tensor is { Trainable: false, Initializer: Initializer.Constant { Value: > 0 } };
            foreach (ref var value in model.Parameters[tensor.Name])
            {
                var number = most * draw.Number();
                value = T.CreateTruncating(positive ? Math.Abs(number) : scale * number);
            }
        }

        model.RefreshWeights();
    }
}
