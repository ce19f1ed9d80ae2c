namespace RnnGen;

/// <summary>
/// The product, element by element, of several layers or inputs of one shape, named by <see cref="LayerAttribute.From"/>. Keras:
/// <c>Multiply</c>.
/// </summary>
public sealed class MultiplyAttribute : LayerAttribute;
