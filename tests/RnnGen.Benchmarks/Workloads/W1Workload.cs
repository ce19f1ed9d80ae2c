using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;
using RnnGen.Benchmarks.Sides.Onnx;
using RnnGen.Benchmarks.Sides.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>A classifier of texts, large enough that products decide; or, of texts of different lengths, what padding costs.</summary>
internal abstract class W1Workload : Workload
{
    protected const int Steps = 100, Batch = 32;
    private const int Vocabulary = 10_000, Size = 128, Hidden = 256, Levels = 2, Classes = 2;
    private const double Rate = 0.3;

    private readonly TensorBlock<float> _weights = Tensors.Weights(seed: 8,
    [
        Tensors.Embedding("embedding1", Vocabulary, Size),
        .. Tensors.Recurrent("lstm1", 4, Size, Hidden, Levels, bidirectional: true),
        .. Tensors.Dense("dense1", 2 * Hidden, Classes),
    ]);

    private readonly int[] _x = Tensors.Integers(seed: 9, Batch * Steps, 1, Vocabulary);
    private readonly int[] _target = Tensors.Integers(seed: 10, Batch, 0, Classes);
    private readonly int[]? _lengths;

    /// <param name="lengths">Valid steps of every sample; null: all of them.</param>
    protected W1Workload(int[]? lengths)
    {
        _lengths = lengths;
        for (var i = 0; i < lengths?.Length; i++) _x.AsSpan((i * Steps) + lengths[i], Steps - lengths[i]).Clear();
    }

    public override string Summary =>
        "embedding 10000→128 → dropout 0.3 → 2 × bidirectional LSTM 256, dropout 0.3 → dropout 0.3 → dense 2, cross-entropy, 100 steps";

    public override int StepsPerCall => Steps;

    public override TensorBlock<float> WeightsOf(Phase phase) => Tensors.AsRead(_weights, phase.Weights);

    public override IOperation Torch(Phase phase)
    {
        var network = new Network(_lengths is null ? null : tensor(Tensors.Wide(_lengths)));
        var x = tensor(Tensors.Wide(X(phase)), [phase.Batch, Steps]);
        return phase.Kind == PhaseKind.Train
            ? new TorchTraining(network, WeightsOf(phase), x, tensor(Tensors.Wide(_target)), (y, t) => functional.cross_entropy(y, t))
            : new TorchInference(network, WeightsOf(phase), x);
    }

    public override IOperation? Onnx(Phase phase, int threads)
    {
        if (phase.Kind == PhaseKind.Train) return null;
        var batch = phase.Batch;
        var graph = new OnnxGraph();
        var layers = new OnnxLayers(graph, WeightsOf(phase));
        var lengths = _lengths is null ? "" : graph.Constant<int>(_lengths, batch);
        var x = layers.Embedding("embedding1", graph.Input<long>("x", batch, Steps), Size);
        var (sequence, _) = layers.Lstm(new("lstm1", Hidden, Level: 0, Bidirectional: true), x, lengths);
        var joined = layers.Join(sequence, Steps, batch, 2 * Hidden);
        var (_, last) = layers.Lstm(new("lstm1", Hidden, Level: 1, Bidirectional: true), joined, lengths);
        graph.Output(layers.Dense("dense1", layers.JoinLast(last, batch, 2 * Hidden)), batch, Classes);
        return new OnnxInference(graph.ToModel(), OnnxInference.Tensor(Tensors.Wide(X(phase)), batch, Steps), [batch, Classes], threads);
    }

    /// <summary>Equal tokens stay equal where no dropout lies before the product.</summary>
    protected override double FlopsOfEqualTokens(Phase phase)
    {
        if (phase.Kind == PhaseKind.Train) return 0;
        var counting = Enumerable.Range(0, phase.Batch).SelectMany(i => _x.Skip(i * Steps).Take(_lengths?[i] ?? Steps)).ToArray();
        return Tensors.Repeated(counting) * 2 * Flops.LstmProjection(Size, Hidden);
    }

    /// <param name="batch">Number of samples.</param>
    /// <param name="steps">Valid steps of all of them together.</param>
    protected static double ForwardFlops(int batch, int steps) =>
        (steps * 2 * (Flops.Lstm(Size, Hidden) + Flops.Lstm(2 * Hidden, Hidden))) + (batch * Flops.Dense(2 * Hidden, Classes));

    protected IOperation Training(ITrainableModel<int, int> model, ITrainableModel<int, int> withoutDropout) =>
        new GeneratedTraining<int, int>(model, withoutDropout, _weights, _x, _target, Batch, _lengths);

    protected IOperation Inference(IModel<int> model, Phase phase) =>
        new GeneratedInference<int>(model, WeightsOf(phase), X(phase), phase.Batch, _lengths);

    private int[] X(Phase phase) => _x[..(phase.Batch * Steps)];

    private sealed class Network : Module<Tensor, Tensor>
    {
        private readonly Embedding embedding1 = Embedding(Vocabulary, Size, padding_idx: 0);
        private readonly LSTM lstm1 = LSTM(Size, Hidden, Levels, batchFirst: true, dropout: Rate, bidirectional: true);
        private readonly Dropout dropout1 = Dropout(Rate), dropout2 = Dropout(Rate);
        private readonly Linear dense1 = Linear(2 * Hidden, Classes);
        private readonly Tensor? _lengths;

        public Network(Tensor? lengths)
            : base("W1")
        {
            RegisterComponents();
            _lengths = lengths;
        }

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var embedded = dropout1.call(embedding1.call(x));
            var last = _lengths is null
                ? lstm1.call(embedded).Item2
                : lstm1.call(nn.utils.rnn.pack_padded_sequence(embedded, _lengths, batch_first: true, enforce_sorted: false)).Item2;
            return dense1.call(dropout2.call(cat([last[-2], last[-1]], 1))).MoveToOuterDisposeScope();
        }
    }
}
