namespace RnnGen.Benchmarks.Sides.Generated;

/// <summary>A prediction of a generated model.</summary>
internal sealed class GeneratedInference : IOperation
{
    private readonly IModel _model;
    private readonly ModelWorkspace _workspace;
    private readonly float[] _x, _y;
    private readonly int _batch;

    public GeneratedInference(IModel model, TensorBlock<float> weights, float[] x, int batch)
    {
        var description = model.Description;
        var steps = x.Length / batch / description.InputFeatures;
        (_model, _x, _batch) = (model, x, batch);
        _y = new float[batch * description.OutputFeatures * (description.OutputIsSequence ? steps : 1)];
        _workspace = model.CreateWorkspace(batch, steps);
        Weights.Copy(weights, model);
    }

    public void Run() => _model.Predict(_x, _y, _batch, _workspace);

    public IReadOnlyDictionary<string, float[]> Compute()
    {
        Run();
        return new Dictionary<string, float[]> { ["output"] = [.. _y] };
    }

    public void Dispose()
    {
    }
}
