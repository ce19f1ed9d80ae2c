using System.Diagnostics;
using System.Globalization;
using RnnGen.Benchmarks.Limits;
using RnnGen.Benchmarks.Workloads;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Commands;

/// <summary>
/// Runs a command again in a child process whose JIT knows less of the processor, so that generated code takes another body. The
/// peers' native libraries ask the processor itself and stay as they are.
/// </summary>
internal static class InstructionSetRun
{
    // The narrower sets of the JIT's own switches; nothing switched off for the widest there is.
    private static readonly (string Name, string? Switch)[] _sets =
        [("512", null), ("256", "DOTNET_EnableAVX512"), ("128", "DOTNET_EnableAVX2"), ("scalar", "DOTNET_EnableHWIntrinsic")];

    private const int ReadingRuns = 20;

    /// <summary>Names of all of them, the widest first.</summary>
    public static IEnumerable<string> All => _sets.Select(set => set.Name);

    /// <summary>Whether there is one of that name.</summary>
    public static bool Exists(string name) => All.Contains(name);

    /// <summary>Starts one child after another.</summary>
    /// <returns>The exit code of the first that fails, else 0.</returns>
    public static int Start(string[] command, Options options)
    {
        // A child without vectors cannot measure what the machine is compared by.
        var machine = MachineRate.Median([.. Enumerable.Range(0, 9).Select(_ => MachineRate.Measure(options.Threads))]);
        var readings = string.Join(',', Workload.Named(command[1]).SelectMany(WeightsOf).Distinct().Select(kibibytes => string.Create(
            CultureInfo.InvariantCulture, $"{kibibytes}:{ReadBandwidth.BestGigabytesPerSecond(kibibytes, threads: 1, ReadingRuns):F1}")));
        foreach (var set in options.InstructionSets)
        {
            if (set == "512" && InstructionSets.Active != "512")
            {
                Console.WriteLine("set=512: not run, this machine has no AVX-512");
                continue;
            }

            var code = Start(set, [.. Options.WithoutInstructionSets(command), "--in-set", set, "--machine", machine.ToString(), "--readings", readings]);
            if (code != 0) return code;
        }

        return 0;
    }

    /// <summary>What the phases of a workload read at every step, in KiB.</summary>
    private static IEnumerable<int> WeightsOf((string Name, Func<Workload> Create) named)
    {
        var workload = named.Create();
        return workload.Phases.Select(phase => WeightTraffic.OfStep(workload.WeightsOf(phase)).Kibibytes);
    }

    private static int Start(string set, string[] arguments)
    {
        var start = ChildProcess.Start(arguments);
        if (_sets.Single(s => s.Name == set).Switch is { } off) start.Environment[off] = "0";
        using var child = Process.Start(start)!;
        child.WaitForExit();
        return child.ExitCode;
    }
}
