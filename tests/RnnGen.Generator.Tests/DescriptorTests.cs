using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

public class DescriptorTests
{
    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_page_with_cause_example_and_fix(string id)
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", $"{id}.md"));

        Assert.StartsWith($"# {id}: {Of(id).Title}\n", page);
        Assert.Contains("\n## Cause\n", page);
        Assert.Contains("\n## Example\n", page);
        Assert.Contains("\n## Fix\n", page);
        Assert.Contains($"Severity: {Of(id).DefaultSeverity}\n", page);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_brings_it_about_and_nothing_else(string id)
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", $"{id}.md"));
        var example = page.Split("```csharp\n").ElementAtOrDefault(1)?.Split("```")[0];

        // The cause of RNN014 lies in the project file, that of RNN032 in the compiler.
        if (id == "RNN032")
        {
            Assert.Null(example);
            return;
        }

        var run = example is null
            ? GeneratorHost.Run(Declarations.Ridership, new GeneratorHostOptions { AllowUnsafe = false })
            : GeneratorHost.Run("using RnnGen;\n" + example);
        Assert.NotEmpty(run.Diagnostics);
        Assert.All(run.Diagnostics, diagnostic => Assert.Equal(id, diagnostic.Id));
        Assert.Equal(id == "RNN014", example is null);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_line_in_the_index(string id) => Assert.Contains(
        $"| [{id}]({id}.md) | {Of(id).DefaultSeverity} | {Of(id).Title} |\n",
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "README.md")));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_release_row(string id)
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "AnalyzerReleases.Shipped.md"))
            .Concat(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "AnalyzerReleases.Unshipped.md")));

        Assert.Single(rows, $"{id} | {Of(id).Category} | {Of(id).DefaultSeverity} | {Of(id).Title}");
    }

    [Fact]
    public void There_is_no_page_without_a_diagnostic() => Assert.Equal(
        Descriptors.All.Select(descriptor => descriptor.Id).Append("README").Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "docs"), "R*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void Ids_are_unique() => Assert.Distinct(Descriptors.All.Select(descriptor => descriptor.Id));

    private static DiagnosticDescriptor Of(string id) => Descriptors.All.Single(descriptor => descriptor.Id == id);
}
