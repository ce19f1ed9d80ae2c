namespace RnnGen.Benchmarks.Growth;

/// <summary>One extent that grows while the others stay.</summary>
/// <param name="Name">hidden, steps or batch.</param>
/// <param name="Rest">What the others are.</param>
/// <param name="Points">The sizes to measure.</param>
internal sealed record GrowthAxis(string Name, string Rest, IReadOnlyList<GrowthPoint> Points)
{
    private const int Hidden = 64, Steps = 100, Batch = 32;

    /// <summary>Sequences longer than this are trained by windows of it.</summary>
    public const int Window = 100;

    public static IReadOnlyList<GrowthAxis> All { get; } =
    [
        new("hidden", $"{Steps} steps, batch {Batch}", [.. GrowthModels.Hidden.Select(hidden => new GrowthPoint(hidden, hidden, Steps, Batch))]),
        new("steps", $"hidden {Hidden}, batch 1", [.. Powers(10, 10, 100_000).Select(steps => new GrowthPoint(steps, Hidden, steps, 1))]),
        new("batch", $"hidden {Hidden}, {Steps} steps", [.. Powers(1, 2, 256).Select(batch => new GrowthPoint(batch, Hidden, Steps, batch))]),
    ];

    private static IEnumerable<int> Powers(int first, int factor, int last)
    {
        for (var n = first; n <= last; n *= factor) yield return n;
    }
}
