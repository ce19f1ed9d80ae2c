namespace RnnGen;

/// <summary>
/// What training minimises. y is an output, t the wanted one; the mean or the sum runs over batch, steps and outputs. Steps that
/// lengths or padding mask count neither in the sum nor in what it is divided by.
/// </summary>
public enum LossKind
{
    /// <summary>(y − t)². PyTorch: <c>nn.MSELoss()</c>; Keras: <c>mean_squared_error</c>.</summary>
    MeanSquaredError,

    /// <summary>
    /// The caller computes the loss and hands the gradients of the outputs to <c>Backward</c>. PyTorch: <c>y.backward(gradient)</c>.
    /// </summary>
    External,

    /// <summary>|y − t|. PyTorch: <c>nn.L1Loss()</c>; Keras: <c>mean_absolute_error</c>.</summary>
    MeanAbsoluteError,

    /// <summary>
    /// ½(y − t)² up to a distance of δ, δ(|y − t| − ½δ) beyond (Huber 1964). PyTorch: <c>nn.HuberLoss(delta=δ)</c>; Keras: <c>Huber</c>.
    /// </summary>
    Huber,

    /// <summary>
    /// −t·log σ(y) − (1 − t)·log(1 − σ(y)) for t in [0, 1]; y is a logit, so the last layer has no sigmoid. PyTorch:
    /// <c>nn.BCEWithLogitsLoss()</c>; Keras: <c>BinaryCrossentropy(from_logits=True)</c>.
    /// </summary>
    BinaryCrossEntropyWithLogits,

    /// <summary>
    /// −log softmax(y)[t] for a class t per row, a whole number; y holds a logit per class, so the last layer has no softmax. PyTorch:
    /// <c>nn.CrossEntropyLoss()</c>; Keras: <c>SparseCategoricalCrossentropy(from_logits=True)</c>.
    /// </summary>
    CrossEntropyWithLogits,
}
