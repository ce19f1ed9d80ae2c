namespace RnnGen.Benchmarks.Commands;

/// <summary>What a process took for its first call, in milliseconds.</summary>
/// <param name="Call">The call, whatever the JIT compiles for it included.</param>
/// <param name="Again">The next one.</param>
/// <param name="Make">Making the model with its workspace and giving it its weights, the JIT included.</param>
/// <param name="Process">From the start of the process to the end of the call, with the runtime and the data of the workload.</param>
internal sealed record FirstCall(double Call, double Again, double Make, double Process)
{
    /// <summary>Reads <see cref="ToLine"/>.</summary>
    public static FirstCall Parse(string line)
    {
        double[] ms = [.. line.Split(' ').Select(double.Parse)];
        return new FirstCall(ms[0], ms[1], ms[2], ms[3]);
    }

    /// <summary>What a child process tells its parent.</summary>
    public string ToLine() => $"{Call} {Again} {Make} {Process}";
}
