using System.Diagnostics;

namespace RnnGen.Benchmarks.Commands;

/// <summary>This program once more.</summary>
internal static class ChildProcess
{
    /// <summary>How to start it.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        // The program may be its own host or an argument of dotnet.
        var program = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];
        return new ProcessStartInfo(program, [.. host, .. arguments]) { UseShellExecute = false };
    }
}
