using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;

namespace RnnGen.Benchmarks.Workloads;

internal sealed partial class Lstm256Workload
{
    public override IOperation RnnGen(Phase phase) => phase.Kind == PhaseKind.ForwardBackward
        ? new ForwardBackward(_weights, _x, _outputGradient)
        : new GeneratedInference<float>(new Lstm256(seed: 1), _weights, _x, Batch);

    /// <summary>Forward, and backward from a given gradient of the outputs to the parameters and the input.</summary>
    private sealed class ForwardBackward : IOperation
    {
        private readonly Lstm256 _model = new(seed: 1);
        private readonly Lstm256.TrainingWorkspace _workspace;
        private readonly float[] _x, _outputGradient, _inputGradient;

        public ForwardBackward(TensorBlock<float> weights, float[] x, float[] outputGradient)
        {
            (_x, _outputGradient, _inputGradient) = (x, outputGradient, new float[x.Length]);
            _workspace = GeneratedThreads.With(_model.CreateTrainingWorkspace(Batch, Steps));
            Weights.Copy(weights, _model);
        }

        public double KeptBytes => _workspace.Bytes + (sizeof(float) * _workspace.Gradients.Length);

        public void Run()
        {
            _model.Forward(_x, Batch, _workspace);
            _model.Backward(_outputGradient, _inputGradient, _workspace);
        }

        public IReadOnlyDictionary<string, float[]> Compute()
        {
            _model.Forward(_x, Batch, _workspace);
            var results = new Dictionary<string, float[]> { ["output"] = _workspace.Outputs.ToArray() };
            _model.Backward(_outputGradient, _inputGradient, _workspace);
            results.Add("input.grad", [.. _inputGradient]);
            Weights.AddGradients(_workspace.Gradients, results);
            return results;
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>The network of <see cref="Lstm256Workload"/>.</summary>
[Model]
[Input(steps: 100, features: 128)]
[Lstm(256, Return = Sequence)]
[Loss(External)]
public partial class Lstm256;
