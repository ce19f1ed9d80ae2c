using BenchmarkDotNet.Attributes;
using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Benchmarks;

/// <summary>Every phase of every workload in generated code.</summary>
[MemoryDiagnoser]
public class GeneratedBenchmarks
{
    private IOperation? _operation;

    /// <summary>The workloads and phases for which there is generated code, such as <c>W2 train-b32</c>.</summary>
    public static IEnumerable<string> Phases =>
        from entry in Workload.All
        let workload = entry.Create()
        from phase in workload.Phases
        where workload.RnnGen(phase) is not null
        select $"{entry.Name} {phase.Name}";

    /// <summary>One of <see cref="Phases"/>.</summary>
    [ParamsSource(nameof(Phases))]
    public string Phase { get; set; } = "";

    /// <summary>Makes the model, its data and its workspace.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var (workload, phase) = (Workload.Find(Phase.Split(' ')[0])!, Phase.Split(' ')[1]);
        _operation = workload.RnnGen(workload.Phases.Single(p => p.Name == phase));
    }

    /// <summary>One call.</summary>
    [Benchmark]
    public void Run() => _operation!.Run();

    /// <summary>Lets go of the model.</summary>
    [GlobalCleanup]
    public void CleanUp() => _operation?.Dispose();
}
