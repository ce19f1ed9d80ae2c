using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Onnx;
using RnnGen.Benchmarks.Sides.Torch;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>A filter of a signal, one value at a time: latency decides below 32 units, the caches above.</summary>
internal sealed partial class W5Workload : Workload
{
    private static readonly int[] _sizes = [8, 16, 20, 32, 40, 64, 128, 256];

    private static readonly int[] _rounded = [128, 256];

    private readonly float[] _signal = Tensors.Normal(seed: 23, 24);

    public override string Summary => "one step of an LSTM or GRU 1→8…256 → dense 1, the state held by the caller";

    public override int StepsPerCall => 1;

    public override IReadOnlyList<Phase> Phases { get; } =
    [
        .. _sizes.Select(size => new StepPhase(StreamCell.Lstm, size)),
        .. _sizes.Select(size => new StepPhase(StreamCell.Gru, size)),

        // Where the weights are beyond the first-level cache.
        .. _rounded.Select(size => new StepPhase(StreamCell.Lstm, size) { Weights = WeightPrecision.Bf16 }),
        .. _rounded.Select(size => new StepPhase(StreamCell.Gru, size) { Weights = WeightPrecision.Bf16 }),
        new StepPhase(StreamCell.Lstm, 256) { Weights = WeightPrecision.Int8 },
    ];

    public override TensorBlock<float> WeightsOf(Phase phase) => Drawn((StepPhase)phase);

    public override IOperation RnnGen(Phase phase)
    {
        var step = (StepPhase)phase;
        if (step.Weights != WeightPrecision.Exact) return Rounded(step, Drawn(step));
        return step.Cell == StreamCell.Lstm ? Lstm(step.Hidden, Drawn(step)) : Gru(step.Hidden, Drawn(step));
    }

    public override IOperation Torch(Phase phase)
    {
        var step = (StepPhase)phase;
        TorchStream stream = step.Cell == StreamCell.Lstm ? new TorchStream.Lstm(step.Hidden) : new TorchStream.Gru(step.Hidden);
        return new TorchStep(stream, Drawn(step), _signal);
    }

    public override IOperation Onnx(Phase phase, int threads)
    {
        var step = (StepPhase)phase;
        var hidden = step.Hidden;
        string[] states = step.Cell == StreamCell.Lstm ? ["h", "c"] : ["h"];
        var graph = new OnnxGraph();
        var layers = new OnnxLayers(graph, Drawn(step));
        string x = graph.Input<float>("x", 1, 1, 1);
        string[] before = [.. states.Select(state => graph.Input<float>(state, 1, 1, hidden))];
        var after = step.Cell == StreamCell.Lstm ? layers.LstmStep("lstm1", x, hidden, before) : layers.GruStep("gru1", x, hidden, before);
        graph.Output(layers.Dense("dense1", graph.Reshape(after[0], 1, hidden)), 1, 1);
        for (var i = 0; i < states.Length; i++) graph.NamedOutput(states[i] + "1", after[i], 1, 1, hidden);
        return new OnnxStep(graph.ToModel(), states, hidden, _signal, threads);
    }

    private static TensorBlock<float> Drawn(StepPhase phase)
    {
        var weights = Tensors.Weights(seed: 24,
        [
            .. phase.Cell == StreamCell.Lstm ? Tensors.Recurrent("lstm1", 4, 1, phase.Hidden) : Tensors.Recurrent("gru1", 3, 1, phase.Hidden),
            .. Tensors.Dense("dense1", phase.Hidden, 1),
        ]);
        return Tensors.AsRead(weights, phase.Weights);
    }
}
