using System.Runtime.InteropServices;

namespace RnnGen.Benchmarks.Sides.Torch;

/// <summary>
/// Lets a shared library load where its C++ library is slightly too old. TorchSharp 0.107.0 is linked against
/// GLIBCXX_3.4.32 (GCC 13) and Debian 12 ends at 3.4.30, yet nothing of that version is ever called: it stands for the
/// marker symbol that every program including &lt;iostream&gt; carries. With the requirement marked weak in the ELF file,
/// the loader accepts the older library.
/// </summary>
internal static class SymbolVersion
{
    private const uint VersionRequirements = 0x6ffffffe; // SHT_GNU_verneed
    private const ushort Weak = 2; // VER_FLG_WEAK

    /// <summary>Marks a required symbol version as weak in the file, which is replaced as a whole or not at all.</summary>
    /// <param name="path">A 64-bit little-endian ELF file beside the program; never one of the package cache.</param>
    /// <param name="version">Name of the version.</param>
    public static void MakeOptional(string path, string version)
    {
        var elf = File.ReadAllBytes(path);
        if (!MakeOptional(elf, Hash(version))) return;
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, elf);
        File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
        File.Move(temporary, path, overwrite: true);
    }

    private static bool MakeOptional(Span<byte> elf, uint hash)
    {
        var header = MemoryMarshal.Read<FileHeader>(elf);
        var changed = false;
        for (var i = 0; i < header.SectionCount; i++)
        {
            var section = At<SectionHeader>(elf, (int)header.Sections + (i * header.SectionSize));
            if (section.Type != VersionRequirements) continue;
            var library = (int)section.Offset;
            for (var l = 0; l < section.Info; l++)
            {
                ref var need = ref At<LibraryRequirement>(elf, library);
                var entry = library + (int)need.First;
                for (var k = 0; k < need.Count; k++)
                {
                    ref var required = ref At<VersionRequirement>(elf, entry);
                    changed |= required.Hash == hash && (required.Flags & Weak) == 0;
                    if (required.Hash == hash) required.Flags |= Weak;
                    entry += (int)required.Next;
                }

                library += (int)need.Next;
            }
        }

        return changed;
    }

    private static ref T At<T>(Span<byte> elf, int offset)
        where T : struct => ref MemoryMarshal.AsRef<T>(elf[offset..]);

    /// <summary>The hash function of the System V ABI, by which versions are found.</summary>
    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (var c in name)
        {
            hash = (hash << 4) + c;
            hash = (hash ^ ((hash & 0xf0000000) >> 24)) & 0x0fffffff;
        }

        return hash;
    }

    /// <summary>Elf64_Ehdr as far as it is read here.</summary>
    [StructLayout(LayoutKind.Explicit)]
    private struct FileHeader
    {
        [FieldOffset(0x28)]
        public ulong Sections;

        [FieldOffset(0x3a)]
        public ushort SectionSize;

        [FieldOffset(0x3c)]
        public ushort SectionCount;
    }

    /// <summary>Elf64_Shdr as far as it is read here; Info is the number of libraries.</summary>
    [StructLayout(LayoutKind.Explicit)]
    private struct SectionHeader
    {
        [FieldOffset(0x04)]
        public uint Type;

        [FieldOffset(0x18)]
        public ulong Offset;

        [FieldOffset(0x2c)]
        public uint Info;
    }

    /// <summary>Elf64_Verneed: the versions required of one library; First and Next are distances from here.</summary>
    private struct LibraryRequirement
    {
        public ushort Revision, Count;
        public uint File, First, Next;
    }

    /// <summary>Elf64_Vernaux: one required version.</summary>
    private struct VersionRequirement
    {
        public uint Hash;
        public ushort Flags, Other;
        public uint Name, Next;
    }
}
