using System.Runtime.InteropServices;

namespace RnnGen.Numerics.Tests;

/// <summary>Floats that end where an inaccessible page begins: one read or write beyond them ends the process.</summary>
public sealed unsafe class GuardedMemory : IDisposable
{
    private const int ReadWrite = 3;
    private const uint WindowsNoAccess = 1;
    private const uint WindowsReadWrite = 4;

    private static readonly nuint _page = (nuint)Environment.SystemPageSize;

    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc(2 * _page, _page);

    public GuardedMemory()
    {
        NativeMemory.Clear(_memory, _page);
        Protect(false);
    }

    /// <summary>Just after the last float.</summary>
    public float* End => (float*)(_memory + _page);

    public void Dispose()
    {
        Protect(true);
        NativeMemory.AlignedFree(_memory);
    }

    private void Protect(bool accessible)
    {
        var guard = _memory + _page;
        var done = OperatingSystem.IsWindows()
            ? VirtualProtect(guard, _page, accessible ? WindowsReadWrite : WindowsNoAccess, out _)
            : MProtect(guard, _page, accessible ? ReadWrite : 0) == 0;
        if (!done)
            throw new InvalidOperationException("The guard page could not be set.");
    }

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int MProtect(byte* address, nuint length, int protection);

    [DllImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool VirtualProtect(byte* address, nuint length, uint protection, out uint previous);
}
