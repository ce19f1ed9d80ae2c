using RnnGen.Benchmarks.Sides;

namespace RnnGen.Benchmarks.Workloads;

/// <summary>
/// One network with its data, written down once for every side. To add a workload, derive from this class in a file of
/// its own, declare the network for RnnGen in another in Networks, and name it in <see cref="All"/>.
/// </summary>
internal abstract class Workload
{
    /// <summary>All workloads; making one draws its weights and data.</summary>
    public static IReadOnlyList<(string Name, Func<Workload> Create)> All { get; } =
    [
        ("W1", () => new W1FullWorkload()),
        ("W1-var", () => new W1VarWorkload()),
        ("W2", () => new W2Workload()),
        ("W3", () => new W3Workload()),
        ("W4-simple", () => new W4SimpleWorkload()),
        ("W4-char", () => new W4CharWorkload()),
        ("W5", () => new W5Workload()),
        ("W6", () => new W6Workload()),
        ("LSTM-256", () => new Lstm256Workload()),
    ];

    /// <summary>The network and its sizes, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>What is timed, in the order of the report.</summary>
    public abstract IReadOnlyList<Phase> Phases { get; }

    /// <summary>The phase in generated code; null if there is none.</summary>
    public virtual IOperation? RnnGen(Phase phase) => null;

    /// <summary>The phase in libtorch; null if there is none.</summary>
    public abstract IOperation? Torch(Phase phase);

    /// <summary>The phase in ONNX Runtime; null if there is none, as for training.</summary>
    public abstract IOperation? Onnx(Phase phase, int threads);

    /// <summary>The weights that a call of the phase reads.</summary>
    public abstract TensorBlock<float> WeightsOf(Phase phase);

    /// <summary>Time steps of a call.</summary>
    public abstract int StepsPerCall { get; }

    /// <summary>Time steps of all samples of a call together.</summary>
    public virtual int RowsOf(Phase phase) => phase.Batch * StepsPerCall;

    /// <summary>The operations that generated code does in a call: those of the phase, but for what it does once for equal tokens.</summary>
    public double OwnFlops(Phase phase) => phase.Flops - ((phase.Kind == PhaseKind.Infer ? 1 : Flops.Training) * FlopsOfEqualTokens(phase));

    /// <summary>Of the operations of a prediction those that repeat what was done for an equal token before, in products behind an embedding.</summary>
    protected virtual double FlopsOfEqualTokens(Phase phase) => 0;

    /// <summary>The workload of that name and those that vary it (W1-var for W1), or all; none if there is no such name.</summary>
    public static IEnumerable<(string Name, Func<Workload> Create)> Named(string name) =>
        name == "all" ? All : All.Where(w => w.Name == name || w.Name.StartsWith(name + "-", StringComparison.Ordinal));

    /// <summary>The workload of that name; null if there is none.</summary>
    public static Workload? Find(string name) => All.FirstOrDefault(w => w.Name == name).Create?.Invoke();

    /// <summary>Makes all sides of a phase.</summary>
    public SideSet Open(Phase phase, int threads) => new(
        new(Side.RnnGen, RnnGen(phase)),
        new(Side.Torch, Torch(phase)),
        new(Side.Onnx, Onnx(phase, threads)));
}
