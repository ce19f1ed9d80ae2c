namespace RnnGen.Benchmarks.Sides.Generated;

/// <summary>A prediction of a generated model.</summary>
/// <typeparam name="TInput"><see cref="float"/> for features, <see cref="int"/> for tokens.</typeparam>
internal sealed class GeneratedInference<TInput> : IOperation
    where TInput : unmanaged
{
    private readonly IModel<TInput> _model;
    private readonly ModelWorkspace _workspace;
    private readonly TInput[] _x;
    private readonly int[] _lengths;
    private readonly float[] _y;
    private readonly int _batch;

    /// <param name="model">The model.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="x">Inputs of a batch.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="lengths">Valid steps of each; none: all of them.</param>
    public GeneratedInference(IModel<TInput> model, TensorBlock<float> weights, TInput[] x, int batch, int[]? lengths = null)
    {
        var description = model.Description;
        var steps = x.Length / batch / description.InputFeatures;
        (_model, _x, _lengths, _batch) = (model, x, lengths ?? [], batch);
        _y = new float[batch * description.OutputFeatures * (description.OutputIsSequence ? steps : 1)];
        _workspace = GeneratedThreads.With(model.CreateWorkspace(batch, steps));
        Weights.Copy(weights, model);
    }

    public void Run() => _model.Predict(_x, _lengths, _y, _batch, _workspace);

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        Run();
        return new Dictionary<string, float[]> { ["output"] = [.. _y] };
    }

    public void Dispose()
    {
    }
}
