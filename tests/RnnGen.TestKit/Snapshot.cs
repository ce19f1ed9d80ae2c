using System.Runtime.CompilerServices;
using System.Text;

namespace RnnGen.TestKit;

/// <summary>
/// Compares generated files with verified ones beside the test, in the form of Verify.SourceGenerators:
/// <c>Snapshots/Class.Method#Hint.g.verified.cs</c>, UTF-8 with a byte order mark, first line <c>//HintName: Hint.g.cs</c>. A mismatch
/// writes <c>.received.cs</c> beside it and fails; with the environment variable RNNGEN_ACCEPT_SNAPSHOTS=1 what was received
/// becomes verified. Other text than C# keeps its extension and gets no first line: <c>Class.Method#Name.verified.txt</c>.
/// </summary>
public static class Snapshot
{
    public const string AcceptVariable = "RNNGEN_ACCEPT_SNAPSHOTS";

    private const string Verified = ".verified";
    private const string Received = ".received";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Compares all files of a run.</summary>
    /// <param name="files">Text by hint name.</param>
    /// <param name="method">The test's name, by default the caller's.</param>
    /// <param name="sourceFile">The test's file, named as its class; by default the caller's.</param>
    /// <exception cref="SnapshotException">A file is new, differs or is no longer generated.</exception>
    public static void Match(
        IReadOnlyDictionary<string, string> files,
        [CallerMemberName] string method = "",
        [CallerFilePath] string sourceFile = "") =>
        Match(
            files,
            Path.Combine(Path.GetDirectoryName(sourceFile)!, "Snapshots"),
            $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}",
            Environment.GetEnvironmentVariable(AcceptVariable) == "1");

    /// <summary>Compares all files of a run with those of a folder whose names begin with <paramref name="prefix"/>.</summary>
    public static void Match(IReadOnlyDictionary<string, string> files, string folder, string prefix, bool accept)
    {
        Directory.CreateDirectory(folder);
        var differences = new List<string>();
        var stale = Directory.GetFiles(folder, $"{prefix}#*{Verified}.*").ToHashSet(StringComparer.Ordinal);
        foreach (var (hint, text) in files.OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            var extension = Path.GetExtension(hint);
            var path = Path.Combine(folder, $"{prefix}#{Path.ChangeExtension(hint, null)}");
            var expected = extension == ".cs" ? $"//HintName: {hint}\n{text}" : text;
            stale.Remove(path + Verified + extension);
            if (Compare(path + Verified + extension, path + Received + extension, expected, accept) is { } difference) differences.Add(difference);
        }

        foreach (var path in stale.Order(StringComparer.Ordinal))
        {
            if (accept) File.Delete(path);
            else differences.Add($"{Path.GetFileName(path)} is no longer generated");
        }

        if (differences.Count > 0)
            throw new SnapshotException($"{string.Join("\n", differences)}\nSet {AcceptVariable}=1 to accept.");
    }

    private static string? Compare(string verifiedPath, string receivedPath, string text, bool accept)
    {
        byte[] received = [.. Utf8.GetPreamble(), .. Utf8.GetBytes(text)];
        var verified = File.Exists(verifiedPath) ? File.ReadAllBytes(verifiedPath) : null;
        if (verified is not null && received.AsSpan().SequenceEqual(verified))
        {
            File.Delete(receivedPath);
            return null;
        }

        if (accept)
        {
            File.WriteAllBytes(verifiedPath, received);
            File.Delete(receivedPath);
            return null;
        }

        File.WriteAllBytes(receivedPath, received);
        var name = Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(verifiedPath));
        return verified is null ? $"{name} is new" : $"{name} differs {FirstDifference(text, Utf8.GetString(verified).TrimStart('\uFEFF'))}";
    }

    private static string FirstDifference(string received, string verified)
    {
        var left = received.Split('\n');
        var right = verified.Split('\n');
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] != right[i]) return $"in line {i + 1}:\n  received: {left[i]}\n  verified: {right[i]}";
        }

        return left.Length == right.Length ? "in its byte order mark" : $"in length: {left.Length} lines instead of {right.Length}";
    }
}
