namespace RnnGen.Numerics.Tests;

/// <summary>
/// Implementations of an algorithm over rows, times the lengths of a row: each width that can run here, what dispatch takes, and
/// doubles.
/// </summary>
public static class RowCases
{
    public static IReadOnlyList<int> Extents { get; } = [1, 5, 15, 16, 17, 33, 64, 71];

    public static TheoryData<string, int> All => Product([.. FloatBodies, "double"]);

    public static TheoryData<string, int> Floats => Product(FloatBodies);

    private static string[] FloatBodies =>
        [.. BodyData.All.Where(entry => entry.Available && entry.Name != "128 unfused").Select(entry => entry.Name), "dispatch"];

    private static TheoryData<string, int> Product(string[] bodies)
    {
        var data = new TheoryData<string, int>();
        foreach (var body in bodies)
        {
            foreach (var extent in Extents)
                data.Add(body, extent);
        }

        return data;
    }
}
