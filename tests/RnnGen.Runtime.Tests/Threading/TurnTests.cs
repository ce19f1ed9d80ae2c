using RnnGen.Numerics;

namespace RnnGen.Runtime.Tests.Threading;

/// <summary>Alone in the process, so that no other test has the team.</summary>
[CollectionDefinition(nameof(TurnTests), DisableParallelization = true)]
public class TurnCollection;

/// <summary>Who does which of several pieces of work that do not need one another.</summary>
[Collection(nameof(TurnTests))]
public unsafe class TurnTests
{
    /// <summary>No more samples than threads, nor than pieces: one thread for each piece, alone, in turns.</summary>
    [Theory]
    [InlineData(2, 2, 1, "0,1")]
    [InlineData(2, 2, 2, "0,1")]
    [InlineData(3, 2, 1, "0,1")]
    [InlineData(3, 2, 2, "0,1")]
    [InlineData(2, 3, 1, "0,1,0")]
    [InlineData(4, 5, 3, "0,1,2,3,0")]
    public void FewSamplesLeaveAPieceToEveryThread(int threads, int turns, int batch, string owners)
    {
        var call = Run(threads, turns, batch);
        Assert.Equal(owners, string.Join(",", Enumerable.Range(0, turns).Select(turn => Assert.Single(call.WhoTook(turn)))));
        Assert.All(call.WhoTook(0), index => Assert.True(call.Alone[index, 0]));
    }

    /// <summary>More samples than threads, or than pieces: all threads do all pieces together.</summary>
    [Theory]
    [InlineData(2, 3, 3)]
    [InlineData(2, 2, 32)]
    [InlineData(5, 2, 3)]
    [InlineData(1, 2, 1)]
    public void ManySamplesAreSharedByAll(int threads, int turns, int batch)
    {
        var call = Run(threads, turns, batch);
        for (var turn = 0; turn < turns; turn++)
        {
            Assert.Equal(Enumerable.Range(0, threads), call.WhoTook(turn));
            Assert.All(call.WhoTook(turn), index => Assert.Equal(threads == 1, call.Alone[index, turn]));
        }
    }

    /// <summary>Pieces of one size that can be dealt out evenly: each is the work of one thread, however many samples there are.</summary>
    [Theory]
    [InlineData(2, 2, 32, "0,1")]
    [InlineData(2, 4, 3, "0,1,0,1")]
    [InlineData(3, 3, 7, "0,1,2")]
    public void EvenPiecesAreDealtOut(int threads, int turns, int batch, string owners)
    {
        var call = Run(threads, turns, batch, even: true);
        Assert.Equal(owners, string.Join(",", Enumerable.Range(0, turns).Select(turn => Assert.Single(call.WhoTook(turn)))));
        Assert.All(Enumerable.Range(0, threads), index => Assert.True(call.Alone[index, index]));
    }

    /// <summary>Pieces of one size that some threads would have more of than others.</summary>
    [Theory]
    [InlineData(2, 3, 32)]
    [InlineData(4, 2, 32)]
    public void PiecesThatDoNotComeOutEvenAreShared(int threads, int turns, int batch)
    {
        var call = Run(threads, turns, batch, even: true);
        for (var turn = 0; turn < turns; turn++) Assert.Equal(Enumerable.Range(0, threads), call.WhoTook(turn));
    }

    private static Call Run(int threads, int turns, int batch, bool even = false)
    {
        var call = new Call(threads, turns, even, batch);
        Call.Current = call;
        ThreadTeam.Run(threads, &Take, null);
        return call;
    }

    /// <summary>A worker's number is what it gets of as many items as there are threads.</summary>
    private static void Take(void* nothing, Worker worker)
    {
        var call = Call.Current!;
        var (index, _) = worker.Share(call.Threads);
        for (var turn = 0; turn < call.Turns; turn++)
        {
            call.Took[index, turn] = worker.Takes(turn, call.Turns, call.Even, call.Batch, out var part);
            call.Alone[index, turn] = part is { IsFirst: true } && part.Share(call.Threads) == (0, call.Threads);
        }
    }

    /// <summary>What workers found.</summary>
    private sealed record Call(int Threads, int Turns, bool Even, int Batch)
    {
        public static Call? Current { get; set; }

        public bool[,] Took { get; } = new bool[Threads, Turns];

        public bool[,] Alone { get; } = new bool[Threads, Turns];

        public IEnumerable<int> WhoTook(int turn) => Enumerable.Range(0, Threads).Where(index => Took[index, turn]);
    }
}
