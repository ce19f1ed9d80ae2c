using RnnGen.Benchmarks.Sides.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>An LSTM that predicts characters: one layer whose weights fill a second-level cache several times.</summary>
internal sealed class W6Workload() : LanguageWorkload(seed: 18, _sizes, Tensors.Recurrent("lstm1", 4, Size, Hidden))
{
    private const int Vocabulary = 96, Size = 64, Hidden = 512;

    private static readonly Sizes _sizes = new(Vocabulary, Size, Hidden, Steps: 100, Batch: 64) { Recurrent = Flops.Lstm(Size, Hidden) };

    public override string Summary => "embedding 96→64 → LSTM 512 (sequence) → dense 96, cross-entropy at every step, 100 steps";

    protected override ITrainableModel<int, int> Model() => new W6(seed: 1);

    protected override Module<Tensor, Tensor> TorchNetwork() => new Network();

    protected override string OnnxRecurrent(OnnxLayers layers, string x) => layers.Lstm("lstm1", x, Hidden).Sequence;

    private sealed class Network : Module<Tensor, Tensor>
    {
        private readonly Embedding embedding1 = Embedding(Vocabulary, Size);
        private readonly LSTM lstm1 = LSTM(Size, Hidden, batchFirst: true);
        private readonly Linear dense1 = Linear(Hidden, Vocabulary);

        public Network()
            : base("W6") => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var (sequence, _, _) = lstm1.call(embedding1.call(x));
            return dense1.call(sequence).view(-1, Vocabulary).MoveToOuterDisposeScope();
        }
    }
}
