namespace RnnGen;

/// <summary>
/// The values of several layers or inputs side by side, in the order of <see cref="LayerAttribute.From"/>. Keras: <c>Concatenate</c>;
/// PyTorch: <c>torch.cat(…, dim=-1)</c>.
/// Of padded sequences a step counts that counts in all of them.
/// </summary>
public sealed class ConcatenateAttribute : LayerAttribute;
