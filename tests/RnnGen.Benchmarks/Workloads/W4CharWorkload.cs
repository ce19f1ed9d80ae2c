using RnnGen.Benchmarks.Sides.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>A simple recurrent network that predicts characters.</summary>
internal sealed class W4CharWorkload() : LanguageWorkload(seed: 15, _sizes, Tensors.Recurrent("rnn1", 1, Size, Hidden))
{
    private const int Vocabulary = 64, Size = 64, Hidden = 128;

    private static readonly Sizes _sizes = new(Vocabulary, Size, Hidden, Steps: 64, Batch: 32) { Recurrent = Flops.Rnn(Size, Hidden) };

    public override string Summary => "embedding 64→64 → tanh RNN 128 (sequence) → dense 64, cross-entropy at every step, 64 steps";

    protected override ITrainableModel<int, int> Model() => new W4Char(seed: 1);

    protected override Module<Tensor, Tensor> TorchNetwork() => new Network();

    protected override string OnnxRecurrent(OnnxLayers layers, string x) => layers.Rnn("rnn1", x, Hidden).Sequence;

    private sealed class Network : Module<Tensor, Tensor>
    {
        private readonly Embedding embedding1 = Embedding(Vocabulary, Size);
        private readonly RNN rnn1 = RNN(Size, Hidden, batchFirst: true);
        private readonly Linear dense1 = Linear(Hidden, Vocabulary);

        public Network()
            : base("W4-char") => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var (sequence, _) = rnn1.call(embedding1.call(x));
            return dense1.call(sequence).view(-1, Vocabulary).MoveToOuterDisposeScope();
        }
    }
}
