using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using RnnGen.TestKit;
using Xunit.Abstractions;

namespace RnnGen.Generator.Tests;

/// <summary>
/// The text that is generated for four models. After a wanted change it is accepted by
/// <c>RNNGEN_ACCEPT_SNAPSHOTS=1 dotnet test -c Release tests/RnnGen.Generator.Tests --filter GeneratedCodeTests</c>.
/// </summary>
public sealed partial class GeneratedCodeTests(ITestOutputHelper output)
{
    private const int MaxColumns = 140;

    /// <summary>What the whole text of the ridership model may take in bytes, all four instruction sets together.</summary>
    private const int RidershipBudget = 710_000;

    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> Runs = new();

    private static readonly string[] Sources = [Declarations.Ridership, Declarations.StatefulLstm, Declarations.DoubleGru, Declarations.TextClassifier, Declarations.Graph];

    public static TheoryData<string> Models => [.. Sources];

    [Fact]
    public void Ridership() => Snapshot.Match(Compiled(Declarations.Ridership));

    [Fact]
    public void StatefulLstm() => Snapshot.Match(Compiled(Declarations.StatefulLstm));

    [Fact]
    public void DoubleGru() => Snapshot.Match(Compiled(Declarations.DoubleGru));

    [Fact]
    public void TextClassifier() => Snapshot.Match(Compiled(Declarations.TextClassifier));

    [Theory]
    [MemberData(nameof(Models))]
    public void A_second_run_gives_the_same_text(string source) =>
        Assert.Equal(GeneratorHost.Run(source).Files, GeneratorHost.Run(source).Files);

    /// <summary>A comma for the decimal point; a minus sign that is not ASCII.</summary>
    [Theory]
    [InlineData("de-DE", "1,5")]
    [InlineData("fi-FI", "\u22121")]
    public void Every_culture_gives_the_same_text(string name, string proof)
    {
        var expected = Sources.Select(source => GeneratorHost.Run(source).Files).ToList();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(name);
            Assert.Contains(proof, $"{1.5} {-1}");
            Assert.Equal(expected, Sources.Select(source => GeneratorHost.Run(source).Files));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Lines_fit_on_a_screen(string source) => NoLine(source, line => line.Length > MaxColumns);

    [Theory]
    [MemberData(nameof(Models))]
    public void The_text_is_plain(string source) => NoLine(source, line => line.AsSpan().ContainsAny('\t', '\r') || line.EndsWith(' '));

    [Theory]
    [MemberData(nameof(Models))]
    public void Nothing_tells_where_or_when_it_was_made(string source)
    {
        string[] places = [Environment.CurrentDirectory, Path.GetTempPath(), AppContext.BaseDirectory, "Source.cs", "file:"];
        NoLine(source, line => places.Any(place => line.Contains(place, StringComparison.OrdinalIgnoreCase)) || DateOrGuid().IsMatch(line));
    }

    [Fact]
    public void The_ridership_model_keeps_its_budget_of_text()
    {
        var files = Compiled(Declarations.Ridership);
        foreach (var (name, text) in files.OrderBy(file => file.Key, StringComparer.Ordinal)) output.WriteLine($"{Encoding.UTF8.GetByteCount(text),8:N0}  {name}");
        var total = files.Values.Sum(Encoding.UTF8.GetByteCount);
        output.WriteLine($"{total,8:N0}  bytes of {RidershipBudget:N0}");

        Assert.InRange(total, 1, RidershipBudget);
    }

    [Fact]
    public void A_model_that_is_not_trained_has_nothing_of_training()
    {
        NoLine(Declarations.DoubleGru, line => OfTraining().IsMatch(line.Replace("in prediction and in training", "", StringComparison.Ordinal)));
        Assert.Contains(Lines(Declarations.Ridership), line => OfTraining().IsMatch(line.Text));
    }

    /// <summary>The files of a model that compiles, in the oldest language, checked and nullable, without a warning.</summary>
    private static IReadOnlyDictionary<string, string> Compiled(string source) => Runs.GetOrAdd(source, static source =>
    {
        var run = GeneratorHost.Run(source);
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);
        Assert.NotEmpty(run.Files);
        return run.Files;
    });

    private static void NoLine(string source, Func<string, bool> rejected)
    {
        var found = Lines(source).Where(line => rejected(line.Text)).Select(line => $"{line.File}({line.Number}): {line.Text}").ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static IEnumerable<(string File, int Number, string Text)> Lines(string source) =>
        Compiled(source).SelectMany(file => file.Value.Split('\n').Select((line, i) => (file.Key, i + 1, line)));

    [GeneratedRegex(@"\b(19|20)\d\d[-/.]\d\d?[-/.]\d\d?|\b\d\d?:\d\d:\d\d|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-")]
    private static partial Regex DateOrGuid();

    [GeneratedRegex("gradient|backward|OuterProduct|SumRows|dropout|loss|training", RegexOptions.IgnoreCase)]
    private static partial Regex OfTraining();
}
