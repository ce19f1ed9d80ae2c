using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;
using RnnGen.Benchmarks.Sides.Onnx;
using RnnGen.Benchmarks.Sides.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>A language model over characters: an embedding, one recurrent layer, and logits of the next character at every step.</summary>
/// <param name="seed">Seed of its weights; those of its data follow on it.</param>
/// <param name="sizes">Its extents.</param>
/// <param name="recurrent">Parameters of the recurrent layer.</param>
internal abstract class LanguageWorkload(int seed, LanguageWorkload.Sizes sizes, IEnumerable<ParameterInfo> recurrent) : Workload
{
    private readonly TensorBlock<float> _weights = Tensors.Weights(seed,
    [
        Tensors.Embedding("embedding1", sizes.Vocabulary, sizes.Embedding),
        .. recurrent,
        .. Tensors.Dense("dense1", sizes.Hidden, sizes.Vocabulary),
    ]);

    private readonly int[] _x = Tensors.Integers(seed + 1, sizes.Batch * sizes.Steps, 0, sizes.Vocabulary);
    private readonly int[] _target = Tensors.Integers(seed + 2, sizes.Batch * sizes.Steps, 0, sizes.Vocabulary);

    public override int StepsPerCall => sizes.Steps;

    public override IReadOnlyList<Phase> Phases { get; } =
    [
        new(PhaseKind.Train, sizes.Batch, Flops.Training * sizes.Flops),
        new(PhaseKind.Infer, sizes.Batch, sizes.Flops),
    ];

    public override IOperation RnnGen(Phase phase) => phase.Kind == PhaseKind.Train
        ? new GeneratedTraining<int, int>(Model(), Model(), _weights, _x, _target, sizes.Batch)
        : new GeneratedInference<int>(Model(), _weights, _x, sizes.Batch);

    public override TensorBlock<float> WeightsOf(Phase phase) => _weights;

    public override IOperation Torch(Phase phase)
    {
        var x = tensor(Tensors.Wide(_x), [sizes.Batch, sizes.Steps]);
        return phase.Kind == PhaseKind.Train
            ? new TorchTraining(TorchNetwork(), _weights, x, tensor(Tensors.Wide(_target)), (y, t) => functional.cross_entropy(y, t))
            : new TorchInference(TorchNetwork(), _weights, x);
    }

    public override IOperation? Onnx(Phase phase, int threads)
    {
        if (phase.Kind == PhaseKind.Train) return null;
        var (vocabulary, size, hidden, steps, batch) = sizes;
        var graph = new OnnxGraph();
        var layers = new OnnxLayers(graph, _weights);
        var sequence = OnnxRecurrent(layers, layers.Embedding("embedding1", graph.Input<long>("x", batch, steps), size));
        var y = graph.Reshape(layers.Dense("dense1", graph.Reshape(sequence, steps * batch, hidden)), steps, batch, vocabulary);
        graph.Output(y, steps, batch, vocabulary);
        var x = OnnxInference.Tensor(Tensors.Wide(_x), batch, steps);
        return new OnnxInference(graph.ToModel(), x, [steps, batch, vocabulary], threads, stepsFirst: true);
    }

    protected override double FlopsOfEqualTokens(Phase phase) => Tensors.Repeated(_x) * sizes.Projection;

    /// <summary>The network in generated code.</summary>
    protected abstract ITrainableModel<int, int> Model();

    /// <summary>The network in libtorch; its outputs are [batch · steps, vocabulary].</summary>
    protected abstract Module<Tensor, Tensor> TorchNetwork();

    /// <summary>All states [steps, 1, batch, hidden] of the recurrent layer.</summary>
    protected abstract string OnnxRecurrent(OnnxLayers layers, string x);

    /// <summary>The extents of such a model.</summary>
    /// <param name="Vocabulary">Number of characters.</param>
    /// <param name="Embedding">Values of each.</param>
    /// <param name="Hidden">Size of the state.</param>
    /// <param name="Steps">Characters of a sample.</param>
    /// <param name="Batch">Samples of a batch.</param>
    internal sealed record Sizes(int Vocabulary, int Embedding, int Hidden, int Steps, int Batch)
    {
        /// <summary>Operations of one step of the recurrent layer for one sample.</summary>
        public required double Recurrent { get; init; }

        /// <summary>Those of them that read the character and no state.</summary>
        public double Projection => Recurrent * Embedding / (Embedding + Hidden);

        /// <summary>Operations of a prediction.</summary>
        public double Flops => (double)Batch * Steps * (Recurrent + Workloads.Flops.Dense(Hidden, Vocabulary));
    }
}
