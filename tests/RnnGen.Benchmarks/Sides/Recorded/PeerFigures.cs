using RnnGen.Benchmarks.Limits;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Sides.Recorded;

/// <summary>
/// What the peers reached on a machine that did nothing else, as medians of undisturbed runs. A peer that is much slower here is
/// being disturbed, or set up badly, and a ratio to it means little.
/// </summary>
internal static class PeerFigures
{
    /// <summary>Largest factor that a peer may be slower than recorded.</summary>
    public const double Slack = 1.2;

    /// <summary>The core of those figures: fused multiply-adds, clock and reading from its second-level cache.</summary>
    public static MachineRate Machine { get; } = new(Gflops: 117.3, Gigahertz: 3.66, Reading: 117);

    // Microseconds: libtorch 2.10 on one and on two threads, ONNX Runtime 1.31 on one and on two.
    private static readonly Dictionary<string, double[]> _phases = new(StringComparer.Ordinal)
    {
        ["W1 train-b32"] = [644e3, 377e3],
        ["W1 infer-b32"] = [161e3, 87.5e3, 164e3, 83.5e3],
        ["W1 infer-b1"] = [10.5e3, 6.1e3, 7.7e3, 6.1e3],
        ["W1-var train-b32"] = [826e3, 545e3],
        ["W1-var infer-b32"] = [156e3, 138e3, 157e3, 83e3],
        ["W2 train-b32"] = [11.8e3, 13.3e3],
        ["W2 infer-b32"] = [2.07e3, 2.38e3, 960, 940],
        ["W2 infer-b1"] = [727, 1100, 50, 52],
        ["W3 train-b64"] = [235e3, 144e3],
        ["W3 infer-b64"] = [40.4e3, 26.2e3, 50.8e3, 26.9e3],
        ["W3 infer-b1"] = [1100, 1650, 760, 640],
        ["W4-simple infer-b1"] = [24.6, 25.6, 3.85, 3.77],
        ["W4-char train-b32"] = [10.1e3, 9e3],
        ["W4-char infer-b32"] = [2.71e3, 2.26e3, 4.84e3, 4.25e3],
        ["W6 train-b64"] = [591e3, 363e3],
        ["W6 infer-b64"] = [168e3, 85.3e3, 158e3, 80.4e3],
    };

    // One step, in microseconds on one thread: libtorch's cell and ONNX Runtime by size.
    private static readonly Dictionary<string, (double Torch, double Onnx)> _steps = new(StringComparer.Ordinal)
    {
        ["lstm-8"] = (16.744, 4.924),
        ["lstm-16"] = (15.838, 5.082),
        ["lstm-20"] = (19.054, 5.319),
        ["lstm-32"] = (22.067, 5.231),
        ["lstm-40"] = (28.630, 5.399),
        ["lstm-64"] = (27.763, 6.080),
        ["lstm-128"] = (43.066, 8.038),
        ["lstm-256"] = (50.345, 19.866),
        ["gru-8"] = (15.861, 4.433),
        ["gru-16"] = (16.628, 4.552),
        ["gru-20"] = (27.416, 4.656),
        ["gru-32"] = (18.750, 4.763),
        ["gru-40"] = (27.254, 4.958),
        ["gru-64"] = (27.969, 5.518),
        ["gru-128"] = (21.173, 7.377),
        ["gru-256"] = (62.640, 16.147),
    };

    /// <summary>The peers that are slower than recorded by more than <see cref="Slack"/>, and by which factor.</summary>
    /// <remarks>
    /// Figures follow the fused multiply-adds of this machine; those of a step, which is all overhead, follow its clock.
    /// </remarks>
    public static IReadOnlyList<(string Side, double Factor)> Slow(string workload, Phase phase, int threads, Timing timing)
    {
        var slow = new List<(string, double)>();
        foreach (var side in new[] { Side.Torch, Side.Onnx })
        {
            if (!timing.Sides.TryGetValue(side, out var measured)) continue;
            if (Expected(workload, phase, threads, side, timing.Machine) is { } expected && measured.Median > Slack * expected) slow.Add((side, measured.Median / expected));
        }

        return slow;
    }

    /// <summary>Seconds; null where nothing is recorded.</summary>
    private static double? Expected(string workload, Phase phase, int threads, string side, MachineRate machine)
    {
        var torch = side == Side.Torch;
        if (phase.Kind == PhaseKind.Step)
        {
            if (threads != 1) return null;
            var (cell, session) = _steps[phase.PeerName];
            return 1e-6 * (torch ? cell : session) * Machine.Gigahertz / machine.Gigahertz;
        }

        if (threads > 2 || machine.Gflops <= 0 || !_phases.TryGetValue($"{workload} {phase.PeerName}", out var figures)) return null;
        var place = threads - 1 + (torch ? 0 : 2);
        return place < figures.Length ? 1e-6 * figures[place] * Machine.Gflops * threads / machine.Gflops : null;
    }
}
