namespace RnnGen;

/// <summary>
/// The mean of every feature over all steps that count; of no step, 0. A stream gets that of the steps so far. Keras:
/// <c>GlobalAveragePooling1D</c>; PyTorch: <c>nn.AdaptiveAvgPool1d(1)</c>.
/// </summary>
public sealed class GlobalAveragePooling1DAttribute : LayerAttribute;
