namespace RnnGen;

/// <summary>
/// The largest value of every feature over all steps that count; of no step, 0. A stream gets that of the steps so far. Keras:
/// <c>GlobalMaxPooling1D</c>; PyTorch: <c>nn.AdaptiveMaxPool1d(1)</c>.
/// </summary>
public sealed class GlobalMaxPooling1DAttribute : LayerAttribute;
