using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Onnx;
using RnnGen.Benchmarks.Sides.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>A small stacked GRU that forecasts one value: per-call overhead and small products decide.</summary>
internal sealed partial class W2Workload : Workload
{
    private const int Steps = 30, Features = 5, Hidden1 = 64, Hidden2 = 32, Units = 32, Batch = 32;
    private const double Rate = 0.2;

    private readonly TensorBlock<float> _weights = Tensors.Weights(seed: 2,
    [
        .. Tensors.Recurrent("gru1", 3, Features, Hidden1),
        .. Tensors.Recurrent("gru2", 3, Hidden1, Hidden2),
        .. Tensors.Dense("dense1", Hidden2, Units),
        .. Tensors.Dense("dense2", Units, 1),
    ]);

    private readonly float[] _x = Tensors.Normal(seed: 3, Batch * Steps * Features);
    private readonly float[] _target = Tensors.Normal(seed: 4, Batch);

    public override string Summary => "GRU 5→64 (sequence) → GRU 32 → dense 32 ReLU → dropout 0.2 → dense 1, mean squared error, 30 steps";

    public override int StepsPerCall => Steps;

    public override IReadOnlyList<Phase> Phases { get; } =
    [
        new(PhaseKind.Train, Batch, Flops.Training * ForwardFlops(Batch)),
        new(PhaseKind.Infer, Batch, ForwardFlops(Batch)),
        new(PhaseKind.Infer, 1, ForwardFlops(1)),
    ];

    public override TensorBlock<float> WeightsOf(Phase phase) => _weights;

    public override IOperation Torch(Phase phase)
    {
        var x = tensor(X(phase), [phase.Batch, Steps, Features]);
        return phase.Kind == PhaseKind.Train
            ? new TorchTraining(new Network(), _weights, x, tensor(_target, [Batch, 1]), (y, t) => functional.mse_loss(y, t))
            : new TorchInference(new Network(), _weights, x);
    }

    public override IOperation? Onnx(Phase phase, int threads)
    {
        if (phase.Kind == PhaseKind.Train) return null;
        var batch = phase.Batch;
        var graph = new OnnxGraph();
        var layers = new OnnxLayers(graph, _weights);
        var x = graph.Transpose(graph.Input<float>("x", batch, Steps, Features), 1, 0, 2);
        var (sequence, _) = layers.Gru("gru1", x, Hidden1);
        var (_, last) = layers.Gru("gru2", graph.Reshape(sequence, Steps, batch, Hidden1), Hidden2);
        var hidden = graph.Node("Relu", layers.Dense("dense1", graph.Reshape(last, batch, Hidden2)));
        graph.Output(layers.Dense("dense2", hidden), batch, 1);
        return new OnnxInference(graph.ToModel(), OnnxInference.Tensor(X(phase), batch, Steps, Features), [batch, 1], threads);
    }

    private static double ForwardFlops(int batch) =>
        batch * ((Steps * (Flops.Gru(Features, Hidden1) + Flops.Gru(Hidden1, Hidden2)))
            + Flops.Dense(Hidden2, Units) + Flops.Dense(Units, 1));

    private float[] X(Phase phase) => _x[..(phase.Batch * Steps * Features)];

    private sealed class Network : Module<Tensor, Tensor>
    {
        private readonly GRU gru1 = GRU(Features, Hidden1, batchFirst: true), gru2 = GRU(Hidden1, Hidden2, batchFirst: true);
        private readonly Linear dense1 = Linear(Hidden2, Units), dense2 = Linear(Units, 1);
        private readonly Dropout dropout = Dropout(Rate);

        public Network()
            : base("W2") => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var (sequence, _) = gru1.call(x);
            var (_, last) = gru2.call(sequence);
            return dense2.call(dropout.call(functional.relu(dense1.call(last[0])))).MoveToOuterDisposeScope();
        }
    }
}
