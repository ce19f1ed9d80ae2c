namespace Mutation.Judge;

/// <summary>Batches that hold every sample of a smaller one several times.</summary>
internal static class Tiles
{
    /// <summary>A tensor <c>[parts, batch, …]</c> with the samples of each part repeated.</summary>
    public static T[] Of<T>(T[] tensor, int parts, int copies) =>
        [.. tensor.Chunk(tensor.Length / parts).SelectMany(part => Enumerable.Range(0, copies).SelectMany(_ => part))];
}
