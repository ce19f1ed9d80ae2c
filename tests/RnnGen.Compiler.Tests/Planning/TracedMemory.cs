using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Tests.Planning;

/// <summary>
/// The memory of a plan for one sample, holding for every cache line not numbers but whose value lies there, of which step. What is
/// read must be what was written for it: if two values that are alive at the same time shared memory, one would find the other.
/// </summary>
internal sealed class TracedMemory(MemoryPlan plan, int steps, int chunk)
{
    private const int Line = 16;

    /// <summary>What lies in each line, by class; an initial state counts as the value before the first step.</summary>
    private readonly Dictionary<(StorageClass Class, int Line), (object Owner, int Step)> _lines = [];

    /// <summary>Checks that the plane of a value, at a step of the current chunk, holds that value.</summary>
    public void Read(Value value, int first, int step)
    {
        if (value.Shape.Form != Form.Plane) return;
        Check(plan[value], Row(value, first, step), Identity(value, step), value);
    }

    public void Write(Value value, int first, int step) => Fill(plan[value], Row(value, first, step), Identity(value, step));

    /// <summary>Puts what a state starts from where its loop begins.</summary>
    public void Start(LoopState state)
    {
        if (state.Initial is { } initial) Read(initial, 0, -1);
        var storage = plan[state.Next];
        Fill(storage, storage.Class == StorageClass.Sequence && state.Loop.Reverse ? steps : 0, (state, Before(state)));
    }

    /// <summary>Hands a state that only the chunk keeps on to the next chunk: from its last row to its first, backwards the other way.</summary>
    public void Carry(LoopState state, int count)
    {
        var storage = plan[state.Next];
        if (storage.Class != StorageClass.Chunk) return;
        var (from, to) = state.Loop.Reverse ? (0, count) : (count, 0);
        foreach (var (source, target) in Lines(storage, from).Zip(Lines(storage, to)))
        {
            if (_lines.TryGetValue((storage.Class, source), out var content)) _lines[(storage.Class, target)] = content;
        }
    }

    /// <summary>A state before a step is the state after the step before, and after all steps that after the last.</summary>
    private (object Owner, int Step) Identity(Value value, int step)
    {
        if (value.Attribute is not StateAttribute { State: var state }) return (Owner(value), value.Shape.Time ? step : 0);
        var reverse = state.Loop.Reverse;
        var after = value.Op == Op.Final ? (reverse ? 0 : steps - 1) : (reverse ? step + 1 : step - 1);
        return (state, after);
    }

    private object Owner(Value value) => plan[value].State is { } state && state.Next == value ? state : value;

    private int Before(LoopState state) => state.Loop.Reverse ? steps : -1;

    /// <summary>The row of a plane: by step, within the sequence or the chunk; of a state the rows before and after a step are neighbours.</summary>
    private int Row(Value value, int first, int step)
    {
        var storage = plan[value];
        if (value.Op == Op.Final) return storage.Class == StorageClass.Sequence && !storage.State!.Loop.Reverse ? steps : 0;
        if (!value.Shape.Time) return 0;
        var row = storage.Class is StorageClass.Sequence or StorageClass.Unique ? step : step - first;
        return storage.State is { } state && (value.Op == Op.Previous) == state.Loop.Reverse ? row + 1 : row;
    }

    private void Check(Storage storage, int row, (object Owner, int Step) expected, Value value)
    {
        foreach (var line in Lines(storage, row))
        {
            var found = _lines.TryGetValue((storage.Class, line), out var content) ? content : default;
            Assert.True(found == expected, $"{value} should be in line {line} of {storage.Class} ({storage.Name}), as {Text(expected)}, but there is {Text(found)}.");
        }
    }

    private void Fill(Storage storage, int row, (object Owner, int Step) content)
    {
        foreach (var line in Lines(storage, row)) _lines[(storage.Class, line)] = content;
    }

    private IEnumerable<int> Lines(Storage storage, int row)
    {
        var rows = storage.Class switch
        {
            StorageClass.Sequence or StorageClass.Unique => steps + 1,
            StorageClass.Chunk => Math.Min(chunk, steps) + 1,
            _ => 1,
        };
        Assert.InRange(row, 0, rows - 1);
        return Enumerable.Range(((storage.Offset * rows) + (row * storage.Stride)) / Line, storage.Stride / Line);
    }

    private static string Text((object? Owner, int Step) content) =>
        content.Owner switch { null => "nothing", LoopState state => $"state {state.Name} of {state.Loop}", var other => other.ToString() } + $" at step {content.Step}";
}
