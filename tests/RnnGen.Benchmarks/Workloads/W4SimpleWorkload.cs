using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;
using RnnGen.Benchmarks.Sides.Onnx;
using RnnGen.Benchmarks.Sides.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>The recurrent network of a first lesson: what a call costs.</summary>
internal sealed class W4SimpleWorkload : Workload
{
    private const int Steps = 3, Features = 4, Hidden = 8, Outputs = 4;

    private readonly TensorBlock<float> _weights =
        Tensors.Weights(seed: 21, [.. Tensors.Recurrent("rnn1", 1, Features, Hidden), .. Tensors.Dense("dense1", Hidden, Outputs)]);

    private readonly float[] _x = Tensors.Normal(seed: 22, Steps * Features);

    public override string Summary => "tanh RNN 4→8 (sequence) → dense 4, 3 steps";

    public override int StepsPerCall => Steps;

    public override IReadOnlyList<Phase> Phases { get; } =
        [new(PhaseKind.Infer, 1, Steps * (Flops.Rnn(Features, Hidden) + Flops.Dense(Hidden, Outputs)))];

    public override IOperation RnnGen(Phase phase) => new GeneratedInference<float>(new W4Simple(seed: 1), _weights, _x, batch: 1);

    public override TensorBlock<float> WeightsOf(Phase phase) => _weights;

    public override IOperation Torch(Phase phase) => new TorchInference(new Network(), _weights, tensor(_x, [1, Steps, Features]));

    public override IOperation Onnx(Phase phase, int threads)
    {
        var graph = new OnnxGraph();
        var layers = new OnnxLayers(graph, _weights);
        var (sequence, _) = layers.Rnn("rnn1", graph.Transpose(graph.Input<float>("x", 1, Steps, Features), 1, 0, 2), Hidden);
        var y = graph.Reshape(layers.Dense("dense1", graph.Reshape(sequence, Steps, Hidden)), Steps, 1, Outputs);
        graph.Output(y, Steps, 1, Outputs);
        return new OnnxInference(graph.ToModel(), OnnxInference.Tensor(_x, 1, Steps, Features), [Steps, 1, Outputs], threads);
    }

    private sealed class Network : Module<Tensor, Tensor>
    {
        private readonly RNN rnn1 = RNN(Features, Hidden, batchFirst: true);
        private readonly Linear dense1 = Linear(Hidden, Outputs);

        public Network()
            : base("W4-simple") => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            return dense1.call(rnn1.call(x).Item1).MoveToOuterDisposeScope();
        }
    }
}
