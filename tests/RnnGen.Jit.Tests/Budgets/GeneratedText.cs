using System.Reflection.Metadata;

namespace RnnGen.Jit.Tests.Budgets;

/// <summary>The C# that was generated for a class, for all instruction sets together.</summary>
/// <param name="Kilobytes">All files, in 1000 bytes.</param>
/// <param name="Lines">Their lines.</param>
/// <param name="Largest">The largest of them, in 1000 bytes.</param>
internal sealed record GeneratedText(double Kilobytes, int Lines, double Largest)
{
    /// <summary>What was compiled into this assembly. A folder of generated files may hold others as well, of builds before.</summary>
    private static readonly IReadOnlyList<string> Sources = ReadSources();

    /// <summary>Of a class with its namespace.</summary>
    public static GeneratedText Of(string className)
    {
        var files = Sources.Where(source => Path.GetFileName(source).StartsWith(className + ".", StringComparison.Ordinal)).Select(source => new FileInfo(source)).ToList();
        Assert.NotEmpty(files);
        return new(files.Sum(f => f.Length) / 1e3, files.Sum(f => File.ReadLines(f.FullName).Count()), files.Max(f => f.Length) / 1e3);
    }

    private static List<string> ReadSources()
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(typeof(GeneratedText).Assembly.Location, ".pdb")));
        var reader = symbols.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }
}
