using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// Writes where the threads that share a program meet, and what only the first of them does. A node that is shared like the one before
/// it reads only what its own thread wrote; for any other, all meet.
/// </summary>
internal sealed class TeamText(SourceWriter writer, bool isShared)
{
    private readonly List<GradientPart> _gradients = [];
    private Sharing? _last;
    private IDisposable? _first;

    /// <summary>What follows is shared so.</summary>
    public void Enter(Sharing sharing, Node? node = null)
    {
        if (!isShared) return;
        if (_last is not null && (_last != sharing || IsDividedOtherwise(node))) Meet();
        _last = sharing;
        if (sharing == Sharing.None) _first ??= writer.Open("if (worker.IsFirst)");
        else Leave();
        if (node is not ReductionNode reduction) return;
        _gradients.AddRange(reduction.Parts);
    }

    /// <summary>What follows is done by all.</summary>
    public void Leave()
    {
        _first?.Dispose();
        _first = null;
    }

    /// <summary>All wait for one another, if anything has been shared since they did last.</summary>
    public void Meet()
    {
        if (isShared && _last is not null) MeetAnyway();
        else Leave();
    }

    /// <summary>All wait for one another, whatever has been shared how.</summary>
    public void MeetAnyway()
    {
        Leave();
        writer.Line("worker.Meet();");
        _last = null;
        _gradients.Clear();
    }

    /// <summary>Whether a gradient is added to that is divided otherwise than at the time before: two threads might add to the same number.</summary>
    private bool IsDividedOtherwise(Node? node) =>
        node is ReductionNode reduction && reduction.Parts.Any(part => _gradients.Any(part.Collides));
}
