using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Growth;

/// <summary>A prediction of a batch of sequences.</summary>
internal sealed class GrowthInference(ITrainableModel model, int batch, int steps) : IGrowthOperation
{
    private readonly ModelWorkspace _workspace = model.CreateWorkspace(batch, steps);
    private readonly float[] _x = Tensors.Normal(seed: 25, batch * steps * GrowthModels.Features), _y = new float[batch * steps];

    public long WorkspaceBytes => _workspace.Bytes;

    public void Run() => model.Predict(_x, _y, batch, _workspace);

    public void Dispose()
    {
    }
}
