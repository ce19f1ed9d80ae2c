namespace RnnGen;

/// <summary>What training minimises.</summary>
public enum LossKind
{
    /// <summary>
    /// The mean over batch, steps and outputs of (y − target)². PyTorch: <c>nn.MSELoss()</c>; Keras: <c>mean_squared_error</c>.
    /// </summary>
    MeanSquaredError,

    /// <summary>
    /// The caller computes the loss and hands the gradients of the outputs to <c>Backward</c>. PyTorch: <c>y.backward(gradient)</c>.
    /// </summary>
    External,
}
