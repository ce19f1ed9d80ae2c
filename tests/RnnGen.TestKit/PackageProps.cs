using System.Xml.Linq;

namespace RnnGen.TestKit;

/// <summary>The .props of the package, which tests read instead of repeating.</summary>
internal static class PackageProps
{
    /// <summary>What the SDK makes of its Using items.</summary>
    public static string GlobalUsings { get; } = string.Concat(
        Load().Descendants("Using").Select(static item => $"global using static global::{item.Attribute("Include")!.Value};\n"));

    private static XDocument Load()
    {
        using var stream = typeof(PackageProps).Assembly.GetManifestResourceStream("RnnGen.props")!;
        return XDocument.Load(stream);
    }
}
