namespace RnnGen;

/// <summary>
/// A sequence as one vector, step after step; steps that do not count are zeros. The number of steps must be fixed, by
/// <see cref="InputAttribute.FixedSteps"/> or a <see cref="RepeatVectorAttribute"/>. Keras: <c>Flatten</c>; PyTorch: <c>nn.Flatten</c>.
/// </summary>
public sealed class FlattenAttribute : LayerAttribute;
