namespace RnnGen;

/// <summary>
/// The sum of several layers or inputs of one shape, named by <see cref="LayerAttribute.From"/>: a residual connection. Keras: <c>Add</c>.
/// Of padded sequences a step counts that counts in all of them.
/// </summary>
public sealed class AddAttribute : LayerAttribute;
