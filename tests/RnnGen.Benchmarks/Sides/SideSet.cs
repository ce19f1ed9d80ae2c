namespace RnnGen.Benchmarks.Sides;

/// <summary>The sides of one phase, which are disposed of together.</summary>
internal sealed class SideSet(params Side[] sides) : IDisposable
{
    /// <summary>RnnGen first, then its peers.</summary>
    public IReadOnlyList<Side> All { get; } = sides;

    /// <summary>Those that take part.</summary>
    public IReadOnlyList<(string Name, ITimed Operation)> Timed =>
        [.. All.Where(s => s.Operation is not null).Select(s => (s.Name, (ITimed)s.Operation!))];

    public void Dispose()
    {
        foreach (var side in All) side.Operation?.Dispose();
    }
}
