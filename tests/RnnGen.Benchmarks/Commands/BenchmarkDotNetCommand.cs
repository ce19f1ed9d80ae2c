using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace RnnGen.Benchmarks.Commands;

/// <summary>BenchmarkDotNet over the generated code.</summary>
internal static class BenchmarkDotNetCommand
{
    public static void Run(ReadOnlySpan<string> arguments)
    {
        // In this process: a project of its own for each benchmark would copy libtorch every time.
        var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        ReadOnlySpan<string> filter = arguments is [var first, ..] && !first.StartsWith('-') ? ["--filter"] : ["--filter", "*"];
        BenchmarkSwitcher.FromTypes([typeof(GeneratedBenchmarks)]).Run([.. filter, .. arguments], config);
    }
}
