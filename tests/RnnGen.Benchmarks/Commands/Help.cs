using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Commands;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    public static void Print()
    {
        Console.WriteLine("""
            Measures what RnnGen generates beside libtorch (through TorchSharp) and ONNX Runtime, on linux-x64.

            compare WORKLOAD [--phase NAME] [--threads N] [--seconds S] [--default-malloc] [--verbose]
                Gives all sides the same weights and data, and first checks, with dropout off, that outputs, losses and
                gradients agree to 1e-4; if not, it stops with exit code 1. Then times them, dropout on, in turns, with
                a pause before each turn so that spinning thread pools sleep. One line per phase:
                  times     medians per call; a side that is not there shows -
                  ratio     the faster peer's time divided by RnnGen's: above 1, RnnGen is faster
                  gflops    RnnGen's floating-point operations per second: 2 per multiply-accumulate of the matrix
                            products, training 3 times forward
                  peak      these as a share of the fused multiply-adds that as many threads did in the same minute
                --phase     only that phase, such as infer-b1
                --threads   threads of every side; 1 if left out
                --seconds   time for each phase after the warm-up; 6 if left out
                --default-malloc
                            leaves the C library's heap as it comes; otherwise it keeps freed memory, as PyTorch's
                            tuning guide advises, without which libtorch can be several times slower
                --verbose   also the first and last decile, managed bytes per call, samples, and the cores that other
                            processes took: above 0.1, measure again

            cell [--phase NAME] [--threads N] [--seconds S] [--verbose]
                The GRU layers of W2 beside the same layers whose cell is written out as a user's, checked and timed as
                above; the work is the same, so the figures are floating-point operations per second of either.

            limits [--threads N]
                Fused multiply-adds per second, and read bandwidth of the caches and of memory.

            activations
                Tanh, sigmoid and the like, accurate and fast, at every width: nanoseconds per element and cycles per
                vector in a loop, cycles of a chain in which each waits for the one before, and the largest errors over
                every 1499th float.

            bdn [FILTER] [BenchmarkDotNet's options]
                BenchmarkDotNet over RnnGen alone. FILTER is a pattern such as *W2*train*; all if left out.

            Workloads:
            """);
        foreach (var (name, create) in Workload.All) Console.WriteLine($"    {name,-10}{create().Summary}");
    }
}
