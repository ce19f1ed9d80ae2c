namespace RnnGen;

/// <summary>
/// The product, element by element, of several layers or inputs of one shape, named by <see cref="LayerAttribute.From"/>. Keras:
/// <c>Multiply</c>.
/// Of padded sequences a step counts that counts in all of them.
/// </summary>
public sealed class MultiplyAttribute : LayerAttribute;
