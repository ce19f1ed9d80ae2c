using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Onnx;
using RnnGen.Benchmarks.Sides.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>One LSTM layer of a size that large products decide, with the gradients of its parameters and its input.</summary>
internal sealed partial class Lstm256Workload : Workload
{
    private const int Steps = 100, Features = 128, Hidden = 256, Batch = 32;
    private static readonly double ForwardFlops = Batch * Steps * Flops.Lstm(Features, Hidden);

    private readonly TensorBlock<float> _weights = Tensors.Weights(seed: 5, Tensors.Recurrent("lstm1", 4, Features, Hidden));
    private readonly float[] _x = Tensors.Normal(seed: 6, Batch * Steps * Features);
    private readonly float[] _outputGradient = Tensors.Normal(seed: 7, Batch * Steps * Hidden);

    public override string Summary => "LSTM 128→256 (sequence), 100 steps";

    public override int StepsPerCall => Steps;

    public override IReadOnlyList<Phase> Phases { get; } =
    [
        new(PhaseKind.ForwardBackward, Batch, Flops.Training * ForwardFlops),
        new(PhaseKind.Infer, Batch, ForwardFlops),
    ];

    public override TensorBlock<float> WeightsOf(Phase phase) => _weights;

    public override IOperation Torch(Phase phase)
    {
        var x = tensor(_x, [Batch, Steps, Features]);
        return phase.Kind == PhaseKind.ForwardBackward
            ? new TorchForwardBackward(new Network(), _weights, x, tensor(_outputGradient, [Batch, Steps, Hidden]))
            : new TorchInference(new Network(), _weights, x);
    }

    public override IOperation? Onnx(Phase phase, int threads)
    {
        if (phase.Kind == PhaseKind.ForwardBackward) return null;
        var graph = new OnnxGraph();
        var x = graph.Transpose(graph.Input<float>("x", Batch, Steps, Features), 1, 0, 2);
        var (sequence, _) = new OnnxLayers(graph, _weights).Lstm("lstm1", x, Hidden);
        graph.Output(graph.Reshape(graph.Transpose(sequence, 2, 0, 1, 3), Batch, Steps, Hidden), Batch, Steps, Hidden);
        return new OnnxInference(graph.ToModel(), OnnxInference.Tensor(_x, Batch, Steps, Features), [Batch, Steps, Hidden], threads);
    }

    private sealed class Network : Module<Tensor, Tensor>
    {
        private readonly LSTM lstm1 = LSTM(Features, Hidden, batchFirst: true);

        public Network()
            : base("LSTM-256") => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            return lstm1.call(x).Item1.MoveToOuterDisposeScope();
        }
    }
}
