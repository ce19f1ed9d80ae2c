using System.Runtime.InteropServices;

namespace RnnGen.Benchmarks.Sides;

/// <summary>
/// The C library's heap, from which libtorch takes every tensor. As it comes, large blocks go back to the kernel when they
/// are freed and fault in page by page when they are needed again, in every call. On a virtual machine that costs a step of
/// an LSTM several times its arithmetic, so the peers get what PyTorch's tuning guide advises: an allocator that keeps them.
/// </summary>
internal static partial class NativeHeap
{
    // From malloc.h.
    private const int TrimThreshold = -1, TopPad = -2, MaximumMappedBlocks = -4;

    /// <summary>Keeps freed memory in the process. Blocks allocated before are not affected.</summary>
    public static void KeepFreedMemory()
    {
        Set(MaximumMappedBlocks, 0);
        Set(TrimThreshold, int.MaxValue);
        Set(TopPad, 64 << 20);
    }

    private static void Set(int parameter, int value)
    {
        if (MallOpt(parameter, value) == 0) throw new InvalidOperationException($"mallopt({parameter}, {value}) failed.");
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);
}
