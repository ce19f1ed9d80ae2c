using System.Diagnostics;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Commands;

/// <summary>What the first call of a process takes, in which the JIT compiles what it needs: each in a child process.</summary>
internal static class FirstCallCommand
{
    private const int Children = 5;
    private const double LimitMs = 1000;

    /// <exception cref="UsageException">There is no such workload, phase or option.</exception>
    public static void Run(string[] arguments)
    {
        if (arguments is ["--here", var here, var phaseHere])
        {
            Call(here, phaseHere);
            return;
        }

        var named = arguments is [var first, ..] && !first.StartsWith('-');
        var name = named ? arguments[0] : "all";
        var options = Options.Parse(named ? arguments.AsSpan(1) : arguments);
        var phases = Workload.Named(name)
            .SelectMany(workload => workload.Create().Phases, (workload, phase) => (workload.Name, Phase: phase.Name))
            .Where(p => options.Phase is null || options.Phase == p.Phase).ToList();
        if (phases.Count == 0) throw new UsageException($"There is no workload '{name}', or none with the phase '{options.Phase}'.");

        Console.WriteLine($"medians of {Children} processes in ms, the least and the most of them in brackets");
        foreach (var (workload, phase) in phases) Print(workload, phase, [.. Enumerable.Range(0, Children).Select(_ => Child(workload, phase))]);
    }

    private static void Print(string workload, string phase, FirstCall[] calls)
    {
        double[] first = [.. calls.Select(c => c.Call)];
        var late = Statistics.Quantile(first, 0.5) > LimitMs ? $"  over {LimitMs} ms" : "";
        Console.WriteLine(
            $"{workload,-10}{phase,-15} first={Spread(first)} again={Spread(calls.Select(c => c.Again))} make={Spread(calls.Select(c => c.Make))} "
            + $"process={Spread(calls.Select(c => c.Process))}{late}");
    }

    private static string Spread(IEnumerable<double> values)
    {
        double[] ms = [.. values];
        return $"{Statistics.Quantile(ms, 0.5):F1} ({ms.Min():F1}…{ms.Max():F1})".PadRight(24);
    }

    /// <summary>What a child does: it makes the model, and calls it.</summary>
    private static void Call(string name, string phaseName)
    {
        var workload = Workload.Find(name) ?? throw new UsageException($"There is no workload '{name}'.");
        var phase = workload.Phases.Single(p => p.Name == phaseName);
        var start = Stopwatch.GetTimestamp();
        using var operation = workload.RnnGen(phase)!;
        var made = Stopwatch.GetElapsedTime(start);

        start = Stopwatch.GetTimestamp();
        operation.Run();
        var first = Stopwatch.GetElapsedTime(start);
        using var self = Process.GetCurrentProcess();
        var process = DateTime.Now - self.StartTime;

        start = Stopwatch.GetTimestamp();
        operation.Run();
        var again = Stopwatch.GetElapsedTime(start);
        Console.WriteLine(new FirstCall(first.TotalMilliseconds, again.TotalMilliseconds, made.TotalMilliseconds, process.TotalMilliseconds).ToLine());
    }

    private static FirstCall Child(string workload, string phase)
    {
        var start = ChildProcess.Start("first", "--here", workload, phase);
        start.RedirectStandardOutput = true;
        using var child = Process.Start(start)!;
        var line = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? FirstCall.Parse(line) : throw new UsageException($"The process for {workload} {phase} ended with {child.ExitCode}.");
    }
}
