using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks.Commands;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    public static void Print()
    {
        Console.WriteLine("""
            Measures what RnnGen generates beside libtorch (through TorchSharp) and ONNX Runtime, on linux-x64.

            compare WORKLOAD|all [--phase NAME] [--threads N] [--seconds S] [--quick] [--default-malloc] [--verbose]
                    [--instruction-set 512|256|128|scalar | --every-instruction-set]
                Gives all sides the same weights and data, and first checks, with dropout off, that outputs, losses and
                gradients agree to 1e-4; if not, it stops with exit code 1. Then times them, dropout on, in turns, with
                a pause before each turn so that spinning thread pools sleep. One line per phase:
                  times     medians per call; a side that is not there shows –. RTNeural's are recorded, and scaled by the
                            clock, or beyond the first-level cache by how fast either machine reads as many bytes
                            as the weights take: rtneural-factor. They are those of its best build, which may have had
                            AVX-512; with bodies of 256 bits, those of its builds for AVX2 stand beside them
                            Where RnnGen's step takes longer, a line says what its longest chain of operations takes, each
                            waiting for the one before, and reading its weights
                  ratio     the fastest peer's time divided by RnnGen's: above 1, RnnGen is faster
                  gflops    RnnGen's floating-point operations per second: 2 per multiply-accumulate of the matrix
                            products, training 3 times forward; what equal tokens share counts once
                  peak      these as a share of the fused multiply-adds that as many threads did in the same minute
                A phase in which a peer is 20 % slower than recorded on an idle machine, scaled to this one, is measured
                up to twice more; if it stays so, a line says by how much. A name stands for its variants too: W1 for
                W1-var, W4 for W4-simple and W4-char. 'all' takes five to ten minutes. In phases named -bf16 or -int8 RnnGen's
                products read weights of 2 bytes or 1; peers get these numbers in single precision, so that all compute the same.
                --phase     only that phase, such as infer-b1 or lstm-32
                --threads   threads of every side; 1 if left out
                --seconds   time for each phase after the warm-up, a third of it for the steps of W5; 6 if left out
                --quick     0.4 seconds and nothing twice: whether all agrees, and a first impression
                --instruction-set
                            runs in a child process in which the JIT knows no wider vectors, so that generated code takes
                            that body; the peers stay as they are
                --default-malloc
                            leaves the C library's heap as it comes; otherwise it keeps freed memory, as PyTorch's
                            tuning guide advises, without which libtorch can be several times slower
                --verbose   also the first and last decile, the ratio by the first, managed bytes per call, samples, and
                            the cores that other processes took: above 0.1, measure again

            cell [--phase NAME] [--threads N] [--seconds S] [--verbose]
                The GRU layers of W2 beside the same layers whose cell is written out as a user's, checked and timed as
                above; the work is the same, so the figures are floating-point operations per second of either.

            limits [--threads N] [--seconds S] [--quick]
                Fused multiply-adds per second, read bandwidth of the caches and of memory, the time of an activation, and for
                every phase the time that its products, its cells, its weights and what it keeps for later take at least,
                what a register tile in the nearest cache would take for the products meanwhile, and how near RnnGen comes.

            growth [FILE] [--seconds S] [--quick]
                Time per operation and memory as the state, the steps and the batch of an LSTM grow, one at a time; a table,
                and a plot in FILE, artifacts/growth.svg if left out.

            first [WORKLOAD|all] [--phase NAME]
                The first call of a process, in which the JIT compiles what it needs; five processes for every phase.
                  first     that call: Predict, Step, or a training step with clipping and Adam
                  again     the next one, for comparison
                  make      making the model and its workspace, and giving it its weights
                  process   from the start of the process to the end of the first call, with the runtime's own start and the
                            data of the workload
                A median of the first call over 1000 ms is marked.

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
