namespace RnnGen;

/// <summary>
/// The mean of several layers or inputs of one shape, named by <see cref="LayerAttribute.From"/>. Keras: <c>Average</c>.
/// </summary>
public sealed class AverageAttribute : LayerAttribute;
