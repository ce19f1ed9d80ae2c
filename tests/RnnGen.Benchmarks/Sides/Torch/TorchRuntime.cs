using TorchSharp;

namespace RnnGen.Benchmarks.Sides.Torch;

/// <summary>Prepares libtorch, once per process and before anything else of it is used.</summary>
internal static class TorchRuntime
{
    /// <summary>Makes libtorch loadable and gives it, and the MKL and OpenMP in it, the given number of threads.</summary>
    public static void Initialize(int threads)
    {
        SymbolVersion.MakeOptional(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"), "GLIBCXX_3.4.32");
        torch.set_num_threads(threads);
        torch.set_num_interop_threads(1);
        if (torch.get_num_threads() != threads)
            throw new InvalidOperationException($"libtorch uses {torch.get_num_threads()} threads instead of {threads}.");
    }
}
