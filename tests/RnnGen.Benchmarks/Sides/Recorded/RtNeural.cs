using RnnGen.Benchmarks.Limits;
using RnnGen.Benchmarks.Workloads;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Sides.Recorded;

/// <summary>
/// RTNeural, a C++ library for audio, which is compiled per model and therefore not run here: the best of its builds (two
/// compilers, Eigen and xsimd, AVX2 and all that the processor has) on <see cref="PeerFigures.Machine"/>, scaled to this one.
/// </summary>
internal static class RtNeural
{
    // Up to here the weights are in the first-level cache and the clock decides; above, reading them does.
    private const int LargestInFirstLevel = 40;

    // Where the second level of that machine was too small for the weights, it read them at these 10⁹ bytes per second.
    private static readonly Dictionary<string, double> _readings = new(StringComparer.Ordinal) { ["W5 lstm-256"] = 103, ["W5 gru-256"] = 107 };

    private static readonly Dictionary<string, double> _nanoseconds = new(StringComparer.Ordinal)
    {
        ["W5 lstm-8"] = 50,
        ["W5 lstm-16"] = 77,
        ["W5 lstm-20"] = 161,
        ["W5 lstm-32"] = 181,
        ["W5 lstm-40"] = 282,
        ["W5 lstm-64"] = 790,
        ["W5 lstm-128"] = 2717,
        ["W5 lstm-256"] = 11707,
        ["W5 gru-8"] = 38,
        ["W5 gru-16"] = 55,
        ["W5 gru-20"] = 111,
        ["W5 gru-32"] = 158,
        ["W5 gru-40"] = 226,
        ["W5 gru-64"] = 582,
        ["W5 gru-128"] = 1989,
        ["W5 gru-256"] = 8281,
        ["W2 infer-b1"] = 33200,
    };

    // The better of its two builds for AVX2 that are recorded, both by gcc: what a machine without AVX-512 could run.
    private static readonly Dictionary<string, double> _nanosecondsWithAvx2 = new(StringComparer.Ordinal)
    {
        ["W5 lstm-8"] = 50,
        ["W5 lstm-16"] = 108,
        ["W5 lstm-20"] = 174,
        ["W5 lstm-32"] = 225,
        ["W5 lstm-40"] = 310,
        ["W5 lstm-64"] = 826,
        ["W5 lstm-128"] = 2991,
        ["W5 lstm-256"] = 12408,
        ["W5 gru-8"] = 38,
        ["W5 gru-16"] = 73,
        ["W5 gru-20"] = 111,
        ["W5 gru-32"] = 158,
        ["W5 gru-40"] = 226,
        ["W5 gru-64"] = 601,
        ["W5 gru-128"] = 2045,
        ["W5 gru-256"] = 8302,
    };

    /// <summary>Seconds per call as scaled, of its builds for AVX2; null where nothing is recorded, or this process takes other bodies.</summary>
    public static double? FindAvx2(string workload, Phase phase, MachineRate machine) =>
        InstructionSets.Active == "256" && _nanosecondsWithAvx2.TryGetValue($"{workload} {phase.PeerName}", out var nanoseconds)
            ? 1e-9 * nanoseconds * Find(workload, phase, machine)!.Value.Factor
            : null;

    /// <summary>Seconds per call as scaled, and the factor that this took; null where nothing is recorded.</summary>
    public static (double Seconds, double Factor)? Find(string workload, Phase phase, MachineRate machine)
    {
        var name = $"{workload} {phase.PeerName}";
        if (!_nanoseconds.TryGetValue(name, out var nanoseconds)) return null;
        var factor = phase is StepPhase { Hidden: <= LargestInFirstLevel }
            ? PeerFigures.Machine.Gigahertz / machine.Gigahertz
            : _readings.GetValueOrDefault(name, PeerFigures.Machine.Reading) / machine.Reading;
        return (1e-9 * nanoseconds * factor, factor);
    }
}
