namespace RnnGen;

/// <summary>
/// Softmax over the features of every step: positive numbers with the sum 1. For training with a cross-entropy leave it out: that loss
/// takes logits. Keras: <c>Softmax</c>; PyTorch: <c>nn.Softmax(dim=-1)</c>.
/// </summary>
public sealed class SoftmaxAttribute : LayerAttribute;
