using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Onnx;
using RnnGen.Benchmarks.Sides.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>Sentiment of a review: many steps of small layers in both directions.</summary>
internal sealed partial class W3Workload : Workload
{
    private const int Steps = 200, Vocabulary = 10_000, Size = 64, Hidden1 = 64, Hidden2 = 32, Units = 64, Batch = 64;
    private const double Rate = 0.5;

    private readonly TensorBlock<float> _weights = Tensors.Weights(seed: 12,
    [
        Tensors.Embedding("embedding1", Vocabulary, Size),
        .. Tensors.Recurrent("lstm1", 4, Size, Hidden1, bidirectional: true),
        .. Tensors.Recurrent("lstm2", 4, 2 * Hidden1, Hidden2, bidirectional: true),
        .. Tensors.Dense("dense1", 2 * Hidden2, Units),
        .. Tensors.Dense("dense2", Units, 1),
    ]);

    private readonly int[] _x = Tensors.Integers(seed: 13, Batch * Steps, 1, Vocabulary);
    private readonly float[] _target = Array.ConvertAll(Tensors.Integers(seed: 14, Batch, 0, 2), t => (float)t);

    public override string Summary =>
        "embedding 10000→64 → bidirectional LSTM 64 (sequence) → bidirectional LSTM 32 → dense 64 ReLU → dropout 0.5 → dense 1, "
        + "binary cross-entropy, 200 steps";

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
        var x = tensor(Tensors.Wide(X(phase)), [phase.Batch, Steps]);
        return phase.Kind == PhaseKind.Train
            ? new TorchTraining(
                new Network(), _weights, x, tensor(_target, [Batch, 1]), (y, t) => functional.binary_cross_entropy_with_logits(y, t))
            : new TorchInference(new Network(), _weights, x);
    }

    public override IOperation? Onnx(Phase phase, int threads)
    {
        if (phase.Kind == PhaseKind.Train) return null;
        var batch = phase.Batch;
        var graph = new OnnxGraph();
        var layers = new OnnxLayers(graph, _weights);
        var x = layers.Embedding("embedding1", graph.Input<long>("x", batch, Steps), Size);
        var (sequence, _) = layers.Lstm(new("lstm1", Hidden1, Bidirectional: true), x);
        var (_, last) = layers.Lstm(new("lstm2", Hidden2, Bidirectional: true), layers.Join(sequence, Steps, batch, 2 * Hidden1));
        var hidden = graph.Node("Relu", layers.Dense("dense1", layers.JoinLast(last, batch, 2 * Hidden2)));
        graph.Output(layers.Dense("dense2", hidden), batch, 1);
        return new OnnxInference(graph.ToModel(), OnnxInference.Tensor(Tensors.Wide(X(phase)), batch, Steps), [batch, 1], threads);
    }

    protected override double FlopsOfEqualTokens(Phase phase) => Tensors.Repeated(X(phase)) * 2 * Flops.LstmProjection(Size, Hidden1);

    private static double ForwardFlops(int batch) =>
        batch * ((Steps * 2 * (Flops.Lstm(Size, Hidden1) + Flops.Lstm(2 * Hidden1, Hidden2)))
            + Flops.Dense(2 * Hidden2, Units) + Flops.Dense(Units, 1));

    private int[] X(Phase phase) => _x[..(phase.Batch * Steps)];

    private sealed class Network : Module<Tensor, Tensor>
    {
        private readonly Embedding embedding1 = Embedding(Vocabulary, Size);
        private readonly LSTM lstm1 = LSTM(Size, Hidden1, batchFirst: true, bidirectional: true);
        private readonly LSTM lstm2 = LSTM(2 * Hidden1, Hidden2, batchFirst: true, bidirectional: true);
        private readonly Linear dense1 = Linear(2 * Hidden2, Units), dense2 = Linear(Units, 1);
        private readonly Dropout dropout = Dropout(Rate);

        public Network()
            : base("W3") => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var (sequence, _, _) = lstm1.call(embedding1.call(x));
            var (_, last, _) = lstm2.call(sequence);
            var hidden = functional.relu(dense1.call(cat([last[0], last[1]], 1)));
            return dense2.call(dropout.call(hidden)).MoveToOuterDisposeScope();
        }
    }
}
