using Conformance.Models;
using Microsoft.CodeAnalysis;
using RnnGen;

namespace Mutation.Compiling;

/// <summary>What is compiled in memory may refer to.</summary>
internal static class References
{
    /// <summary>The framework that this process runs on.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } = ReadFramework();

    /// <summary>For generated models and their adapters: the run-time library and the harness as well.</summary>
    public static IReadOnlyList<MetadataReference> Models { get; } =
        [.. Framework, Of(typeof(ModelDescription).Assembly.Location), Of(typeof(TestModel<>).Assembly.Location)];

    private static MetadataReference[] ReadFramework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] wanted =
        [
            "System.Private.CoreLib.dll", "System.Runtime.dll", "System.Runtime.InteropServices.dll", "System.Runtime.Intrinsics.dll",
            "System.Collections.dll", "System.Linq.dll", "System.Memory.dll", "System.Threading.dll",
        ];
        return [.. wanted.Select(name => Of(Path.Combine(folder, name)))];
    }

    private static PortableExecutableReference Of(string path) => MetadataReference.CreateFromFile(path);
}
