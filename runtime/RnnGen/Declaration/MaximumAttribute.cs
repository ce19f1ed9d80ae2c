namespace RnnGen;

/// <summary>
/// The largest, element by element, of several layers or inputs of one shape, named by <see cref="LayerAttribute.From"/>. Keras:
/// <c>Maximum</c>.
/// Of padded sequences a step counts that counts in all of them.
/// </summary>
public sealed class MaximumAttribute : LayerAttribute;
