namespace RnnGen;

/// <summary>
/// Makes a partial class a recurrent neural network: the generator compiles the attributes beside this one to the class's
/// other part. Layers apply in the order in which they are written, each to the output of the one before it, unless it says otherwise
/// (<see cref="LayerAttribute.From"/>).
/// </summary>
/// <remarks>
/// The class is top-level, partial, and neither static, abstract, generic nor a record, and all of these attributes stand on
/// the same part of it. Keras: <c>Sequential</c> or the functional API; PyTorch: <c>nn.Module</c>.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(steps: 30, features: 5)]
/// [Gru(64, Return = Sequence, InputDropout = 0.2f)]
/// [Gru(32)]
/// [Dense(32, Activation = Relu)]
/// [Dropout(0.2f)]
/// [Dense(1)]
/// [Loss(MeanSquaredError)]
/// public partial class RidershipForecaster;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>
    /// Whether Forward, Loss and Backward are generated, which needs a <see cref="LossAttribute"/>. Default: true. A model that
    /// is not trainable predicts only, as after PyTorch's <c>requires_grad_(False)</c>, and has neither backward code nor memory for gradients.
    /// </summary>
    public bool Trainable { get; set; } = true;

    /// <summary>The element type of parameters and values. Default: <see cref="Precision.Float32"/>.</summary>
    public Precision Precision { get; set; } = Precision.Float32;

    /// <summary>
    /// How accurately tanh and sigmoid are computed, wherever the model uses them. Default: <see cref="ActivationAccuracy.Accurate"/>. Weights
    /// mean the same either way: files of one fit the other. With <see cref="Precision.Float64"/>, which is the reference, it changes nothing.
    /// </summary>
    public ActivationAccuracy Activations { get; set; } = ActivationAccuracy.Accurate;

    /// <summary>
    /// How exactly matrix products read their weights. Default: <see cref="WeightPrecision.Exact"/>. Rounded ones need <see cref="Trainable"/> =
    /// <see langword="false"/> and <see cref="RnnGen.Precision.Float32"/>. Weights mean the same either way: a trainable class with the same layers saves the files that
    /// this one loads.
    /// </summary>
    public WeightPrecision Weights { get; set; } = WeightPrecision.Exact;

    /// <summary>
    /// Whether training carries states from one Forward to the next: truncated back-propagation through time. Default: false. Keras:
    /// <c>stateful=True</c>; PyTorch: handing detached states to the next call.
    /// </summary>
    public bool Stateful { get; set; }
}
