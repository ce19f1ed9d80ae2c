using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;

namespace RnnGen.Compiler.Emission;

/// <summary>Where the tensors of a stream lie in its State: the states of the loops, then what was computed before it began.</summary>
internal sealed class StateLayout
{
    private readonly Dictionary<TensorId, Entry> _entries = [];

    public StateLayout(ProgramSignature step, CompiledNetwork compiled)
    {
        foreach (var tensor in step.Inputs.Where(t => t.Role == TensorRole.State))
            Add(tensor, 1);
        States = [.. _entries.Values];
        foreach (var tensor in step.Inputs.Where(t => t.Role == TensorRole.Context))
        {
            var capacity = tensor.Shape.Axis is { } axis ? Lowering.MaxSteps(axis, compiled.Spec) : 1;
            if (tensor.Shape.Axis is { FixedSteps: 0 } open && !Capacities.Any(c => c.Axis == open)) Capacities.Add((open, capacity));
            Add(tensor, capacity);
        }
    }

    /// <summary>The states, which the caller may read and write.</summary>
    public IReadOnlyList<Entry> States { get; }

    /// <summary>How many steps there is room for, of every axis that was read before the stream.</summary>
    public List<(Axis Axis, int Capacity)> Capacities { get; } = [];

    /// <summary>Elements of all together.</summary>
    public int Length { get; private set; }

    /// <summary>Whether a tensor of Step lies in the State.</summary>
    public bool Has(CallerTensor tensor) => _entries.ContainsKey(Place(tensor));

    /// <summary>Where a tensor of Step, or a result of Start, begins.</summary>
    public string Pointer(CallerTensor tensor)
    {
        var offset = _entries[Place(tensor)].Offset;
        return offset == 0 ? "states" : $"states + {Literal.Of(offset)}";
    }

    /// <summary>What a state is after a step takes the place of what it was before.</summary>
    private static TensorId Place(CallerTensor tensor) => tensor.Role == TensorRole.Final ? tensor.Id with { Role = TensorRole.State } : tensor.Id;

    /// <summary>The entry of a tensor of Step.</summary>
    public Entry this[TensorId tensor] => _entries[tensor];

    /// <summary>The entry of a tensor of Step; null if it does not lie in the State.</summary>
    public Entry? Find(TensorId tensor) => _entries.TryGetValue(tensor, out var entry) ? entry : null;

    /// <summary>Every entry begins a cache line, counted from the first: vectors may run over the end of a single row.</summary>
    private void Add(CallerTensor tensor, int steps)
    {
        var entry = new Entry(tensor.Id.Of, tensor.Parts, tensor.Shape.Columns.Size, tensor.Parts * steps * tensor.Shape.Columns.Size, Length);
        _entries.Add(tensor.Id, entry);
        Length += KernelRegistry.Align(entry.Length);
    }

    /// <summary>One tensor.</summary>
    public sealed record Entry(string Name, int Parts, int Columns, int Length, int Offset)
    {
        /// <summary>Whether every row of it begins a cache line.</summary>
        public bool IsPadded => Length == Columns || KernelRegistry.Align(Columns) == Columns;
    }
}
