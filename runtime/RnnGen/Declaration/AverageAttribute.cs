namespace RnnGen;

/// <summary>
/// The mean of several layers or inputs of one shape, named by <see cref="LayerAttribute.From"/>. Keras: <c>Average</c>.
/// Of padded sequences a step counts that counts in all of them.
/// </summary>
public sealed class AverageAttribute : LayerAttribute;
