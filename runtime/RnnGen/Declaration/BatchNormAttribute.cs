namespace RnnGen;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015), of every feature by itself: y = (x − mean) / √(variance + ε) ⊙ weight + bias. In training,
/// mean and variance are those of the batch, over all samples and, of sequences, all steps that count; the biased variance, divided by their
/// number n. Predictions and streams take running values, which every Forward brings nearer to those of its batch. Shapes
/// <c>[batch, features]</c> and <c>[batch, steps, features]</c>. Keras: <c>BatchNormalization</c>; PyTorch: <c>nn.BatchNorm1d</c>, on
/// sequences that of <c>[batch, features, steps]</c>.
/// </summary>
/// <remarks>
/// <para>
/// The running values are the tensors <c>running_mean</c> (at first 0) and <c>running_var</c> (at first 1) among the model's parameters.
/// They are saved and loaded with them, but are not trained: <see cref="ParameterInfo.Trainable"/> is false. Forward changes them, so nobody
/// else may use the model meanwhile. Of a single row the variance is 0 (PyTorch refuses it); a batch in which no step counts leaves them.
/// </para>
/// <para>
/// With <see cref="LayerAttribute.Trainable"/> = false, training too takes the running values and leaves them, as in Keras.
/// </para>
/// </remarks>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>
    /// Whose defaults it has, and how its running values move. PyTorch and the tutorials: <c>running ← (1 − momentum)·running +
    /// momentum·batch</c> with the unbiased variance, divided by n − 1. Keras and ONNX: <c>running ← momentum·running + (1 −
    /// momentum)·batch</c> with the biased one. Default: <see cref="Family.PyTorch"/>.
    /// </summary>
    public Family Family { get; set; }

    /// <summary>ε, positive. Default: the family's, 10⁻⁵, Keras' 10⁻³. Keras: <c>epsilon</c>; PyTorch: <c>eps</c>.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>
    /// The share of a batch in the running values, from 0 to 1; for Keras and ONNX that of what they were before. Default: the family's,
    /// 0.1; Keras' 0.99, ONNX' 0.9. <c>momentum</c> in all of them.
    /// </summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>Whether weight and bias follow the normalisation. Default: true. PyTorch: <c>affine</c>; Keras: <c>scale</c> and <c>center</c>.</summary>
    public bool Affine { get; set; } = true;
}
