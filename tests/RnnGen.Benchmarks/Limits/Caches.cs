using System.Globalization;

namespace RnnGen.Benchmarks.Limits;

/// <summary>One level of memory.</summary>
/// <param name="Name">L1, L2, L3 or memory.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Probe">How much to read over and over, in KiB, so that it comes from there and from no other level.</param>
internal sealed record MemoryLevel(string Name, long Bytes, int Probe);

/// <summary>The data caches of this machine, as the kernel lists them.</summary>
internal static class Caches
{
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>From the first level to memory.</summary>
    public static IReadOnlyList<MemoryLevel> Levels { get; } = Read();

    private static MemoryLevel[] Read()
    {
        var caches = Directory.Exists(Folder) ? Directory.GetDirectories(Folder, "index*").Select(Cache).ToArray() : [];
        // Where the kernel hides them, what most machines have.
        long Size(int level, int otherwise) =>
            caches.FirstOrDefault(c => c.Level == level && c.Type != "Instruction").Bytes is > 0 and var found ? found : (long)otherwise << 10;
        var (l1, l2, l3) = (Size(1, 32), Size(2, 512), Size(3, 16 << 10));
        return
        [
            new("L1", l1, Kibibytes(l1 / 2)),
            new("L2", l2, Kibibytes(l2 / 2)),
            new("L3", l3, Kibibytes(l3 / 4)), // others use it too
            new("memory", long.MaxValue, Kibibytes(Math.Max(4 * l3, 128L << 20))),
        ];
    }

    private static int Kibibytes(long bytes) => (int)(bytes >> 10);

    private static (int Level, string Type, long Bytes) Cache(string folder)
    {
        string Text(string name) => File.ReadAllText(Path.Combine(folder, name)).Trim();
        long Number(string name) => long.Parse(Text(name).TrimEnd('K'), CultureInfo.InvariantCulture);
        return ((int)Number("level"), Text("type"), Number("size") << 10);
    }
}
