using System.Diagnostics;

namespace RnnGen.Jit.Tests;

/// <summary>What the JIT did in a run of <see cref="Workout"/>.</summary>
/// <param name="InstructionSet">The bodies that ran.</param>
/// <param name="Generated">The compiled methods that RnnGen made.</param>
/// <param name="Functions">Activations of vectors that were compiled for themselves, since something called them.</param>
internal sealed record JitProcess(string InstructionSet, IReadOnlyList<JittedMethod> Generated, IReadOnlyList<JittedMethod> Functions)
{
    /// <summary>Settings of the runtime that choose the bodies, and their defaults.</summary>
    private static readonly string[] Switches = ["EnableAVX512", "EnableAVX2", "EnableHWIntrinsic"];

    /// <summary>Runs it in a process of its own, each method optimised at its first call, with settings of the runtime (0 or 1) beside.</summary>
    public static JitProcess Run(string workout, params (string Name, string Value)[] settings)
    {
        var summary = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", typeof(Workout).Assembly.Location, workout])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var name in Switches) start.Environment.Remove("DOTNET_" + name);
            start.Environment["DOTNET_TieredCompilation"] = "0";
            start.Environment["DOTNET_JitDisasmSummary"] = "1";
            start.Environment["DOTNET_JitStdOutFile"] = summary;
            foreach (var (name, value) in settings) start.Environment["DOTNET_" + name] = value;

            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors.Result);
            JittedMethod[] methods = [.. JittedMethod.Parse(File.ReadAllText(summary))];
            return new JitProcess(output.Split('\n')[^1], [.. methods.Where(method => method.IsGenerated)], [.. methods.Where(method => method.IsFunction)]);
        }
        finally
        {
            File.Delete(summary);
        }
    }
}
