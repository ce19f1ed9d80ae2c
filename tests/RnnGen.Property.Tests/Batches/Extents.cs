using CsCheck;

namespace PropertyTests.Batches;

/// <summary>Random extents of batches, the same in every run. What fails is tried in smaller ones, until none is found that fails as well.</summary>
internal static class Extents
{
    private const int Smaller = 200;

    private static readonly Gen<(int Count, int Steps)> All = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 6]);

    /// <summary>Checks one batch.</summary>
    /// <param name="number">Which of all there are.</param>
    /// <param name="check">Takes the number of samples and of steps.</param>
    /// <exception cref="CsCheckException">It fails; the message has the smallest extents that do.</exception>
    public static void Check(int number, Action<int, int> check)
    {
        var seed = new PCG(0, (ulong)number).ToString();
        try
        {
            All.Sample(check, seed: seed, iter: 1, threads: 1);
        }
        catch (CsCheckException)
        {
            All.Sample(check, seed: seed, iter: Smaller, threads: 1);
            throw;
        }
    }
}
