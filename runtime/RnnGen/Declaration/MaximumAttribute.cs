namespace RnnGen;

/// <summary>
/// The largest, element by element, of several layers or inputs of one shape, named by <see cref="LayerAttribute.From"/>. Keras:
/// <c>Maximum</c>.
/// </summary>
public sealed class MaximumAttribute : LayerAttribute;
