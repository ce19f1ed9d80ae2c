using System.Reflection;

namespace RnnGen.Jit.Tests.Budgets;

/// <summary>The C# that was generated for a class, for all instruction sets together.</summary>
/// <param name="Kilobytes">All files, in 1000 bytes.</param>
/// <param name="Lines">Their lines.</param>
internal sealed record GeneratedText(double Kilobytes, int Lines)
{
    /// <summary>Where the compiler has left what was generated for this project: its file tells.</summary>
    private static string Folder =>
        typeof(GeneratedText).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "GeneratedFiles").Value!;

    /// <summary>Of a class with its namespace.</summary>
    public static GeneratedText Of(string className)
    {
        var files = Directory.GetFiles(Folder, className + ".*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        return new(files.Sum(f => new FileInfo(f).Length) / 1e3, files.Sum(f => File.ReadLines(f).Count()));
    }
}
