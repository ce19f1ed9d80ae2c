using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Mutation.Mutants;

namespace Mutation;

/// <summary>The table of all mutants with what found them.</summary>
internal static class Report
{
    /// <summary>Writes the table to <c>TestResults/mutants.md</c> beside this project's sources, and returns it.</summary>
    public static string Write(IEnumerable<Verdict> verdicts, TimeSpan time, [CallerFilePath] string source = "")
    {
        var all = verdicts.OrderBy(v => v.Mutant.Id, StringComparer.Ordinal).ToArray();
        var (killed, wrong) = (all.Count(v => !v.Mutant.Equivalent && v.Killer is not null), all.Count(v => !v.Mutant.Equivalent));
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{all.Length} mutants in {time.TotalSeconds:F0} s: {killed} of {wrong} found; {all.Length - wrong} declared to change no result.\n");
        text.AppendLine("| mutant | file | what is wrong | found by | it says |\n|---|---|---|---|---|");
        foreach (var verdict in all)
        {
            var mutant = verdict.Mutant;
            var finder = verdict.Killer ?? (verdict.Stale ? "**stale**" : mutant.Equivalent ? "nothing: equivalent" : "**nothing**");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {Cell(mutant.Id)} | {mutant.File} | {Cell(mutant.Why)} | {finder} | {Cell(verdict.Message)} |");
        }

        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(source)!, "TestResults"));
        File.WriteAllText(Path.Combine(folder.FullName, "mutants.md"), text.ToString());
        return text.ToString();
    }

    /// <summary>The first line, without what would end a cell of the table.</summary>
    private static string Cell(string text)
    {
        var line = text.Split('\n')[0].Replace("|", "\\|").Trim();
        return line.Length > 120 ? line[..120] + "…" : line;
    }
}
