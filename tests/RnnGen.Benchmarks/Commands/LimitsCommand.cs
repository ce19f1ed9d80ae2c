using RnnGen.Benchmarks.Limits;
using RnnGen.Benchmarks.Measuring;
using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Commands;

/// <summary>What the machine can do at most, and how near RnnGen comes to it.</summary>
internal static class LimitsCommand
{
    public static void Run(ReadOnlySpan<string> arguments)
    {
        if (FmaPeak.Bits == 0) throw new UsageException("limits needs a processor with fused multiply-add.");
        var options = Options.Parse(arguments);
        GeneratedThreads.Count = options.Threads;
        var machine = MachineLimits.Measure(options.Threads);
        Console.WriteLine($"fma-{FmaPeak.Bits} threads={options.Threads} {machine.Gflops:F1} gflops");
        foreach (var (level, rate) in machine.Levels)
        {
            var size = level.Bytes == long.MaxValue ? "" : $"{level.Bytes >> 10} KiB, ";
            Console.WriteLine($"read-{level.Name} threads={options.Threads} {rate:F1} GB/s ({size}read {level.Probe} KiB a thread)");
        }

        Console.WriteLine($"sigmoid {machine.Sigmoid:F3} ns, tanh {machine.Tanh:F3} ns a core\n");
        Console.WriteLine(
            $"{"workload phase",-24}{"MFLOP",12}{"weights KB",12}{"read KB",12}{"kept KB",12}"
            + $"{"fma us",12}{"tile us",12}{"cells us",12}{"read us",12}{"kept us",12}{"chain us",12}  {"bound",-8}{"rnngen us",12}{"near",8}{"in turn",8}");
        foreach (var (name, create) in Workload.All)
        {
            var workload = create();
            foreach (var phase in workload.Phases) Print(name, workload, phase, machine, options);
        }

        Console.WriteLine("""

            fma      the operations of the products (MFLOP; behind an embedding once for every different token) at the peak of fused multiply-adds
            tile     the same as fast as a tile of sums in registers takes them whose operands lie in the nearest cache, measured in turn with the
                     call: loads and counting pass a core's front end with the multiply-adds, and a thread beside it on the core takes part of that,
                     which multiply-adds alone do not show. The recurrent products of one sample, and all of a step, as fast as a tile of one row
                     takes them: it loads a weight for every multiply-add, and makes a rounded one a number
            cells    the activations of recurrent cells, as fast as a loop over the nearest cache computes them; no other element-wise work
            read     the weights once, the recurrent ones at every step, as fast as a loop reads as many bytes as are read over and over
                     (weights KB); training reads them once more, transposed
            kept     of training, what forward leaves to backward, gradients, parameters and what Adam remembers: as long as it takes
                     to write as many bytes (kept KB) once and read them once
            chain    forward, from a state to the next a sum over all units and then the cell, each operation waiting for the one before;
                     of a stream, whose caller holds the state, out of memory first
            bound    the longest of these, of which all but tile are the best of many runs
            rnngen   the first decile of a call, as of tile
            near     the bound as a share of it. Above 100 %, part of the weights stayed in a faster cache than the one named
            in turn  recurrent products as of tile, or read if that is longer, and cells, or chain if that is longer than both; then the other
                     products as of tile, and kept; none of it overlapping, as a share of it: what is left to 100 % is other work and waiting
            """);
    }

    private static void Print(string name, Workload workload, Phase phase, MachineLimits machine, Options options)
    {
        using var operation = workload.RnnGen(phase);
        if (operation is null) return;
        var weights = workload.WeightsOf(phase);
        using var tiles = new ProductTiles(workload, phase, weights, options.Threads);
        var timing = Timing.Measure([(Side.RnnGen, operation), .. tiles.Timed], options.Threads, options.DurationOf(phase) / 6);
        var own = 1e6 * timing.Sides[Side.RnnGen].P10;
        var (recurrent, others) = tiles.Microseconds(timing);
        var training = phase.Kind is PhaseKind.Train or PhaseKind.ForwardBackward;
        var traffic = WeightTraffic.Of(weights, workload.StepsPerCall, training, phase.Weights);
        var bounds = Bounds.Of(workload, phase, weights, traffic, operation.KeptBytes, machine, options.Threads);
        var (bound, longest) = bounds.Longest(recurrent + others);
        Console.WriteLine(
            $"{name + " " + phase.Name,-24}{workload.OwnFlops(phase) / 1e6,12:F4}{traffic.Resident / 1e3,12:F1}{traffic.Bytes / 1e3,12:F1}{operation.KeptBytes / 1e3,12:F1}"
            + $"{bounds.Fma,12:F3}{recurrent + others,12:F3}{bounds.Cells,12:F3}{bounds.Read,12:F3}{bounds.Kept,12:F3}{bounds.Chain,12:F3}  "
            + $"{bound,-8}{own,12:F3}{longest / own,8:P0}{bounds.InTurn(recurrent, others) / own,8:P0}");
    }
}
