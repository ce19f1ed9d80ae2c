namespace RnnGen;

/// <summary>One parameter tensor: its PyTorch name and shape, and how it is initialised.</summary>
/// <param name="Name">PyTorch's name, the layer's name first: <c>gru1.weight_ih_l0</c>.</param>
/// <param name="Shape">Extents, outermost first: <c>[192, 5]</c> for a matrix, <c>[192]</c> for a bias.</param>
/// <param name="Initializer">How a new model fills it.</param>
public sealed record ParameterInfo(string Name, int[] Shape, Initializer Initializer)
{
    /// <summary>
    /// Whether it is trained: has a gradient and is moved by optimizers. False for the weights of frozen layers (PyTorch:
    /// <c>requires_grad=False</c>) and for buffers, which training updates by itself: the running values of a <see cref="BatchNormAttribute"/>.
    /// </summary>
    public bool Trainable { get; init; } = true;

    /// <summary>Number of elements.</summary>
    public int Length
    {
        get
        {
            var length = 1;
            foreach (var extent in Shape) length = checked(length * extent);
            return length;
        }
    }
}
