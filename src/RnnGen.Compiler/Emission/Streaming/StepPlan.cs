using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// Where values lie during one step of one sample. States lie where the caller keeps them and change in place, where nothing reads any
/// more what they were; inputs that only products read stay where the caller has them. Everything else lies in memory of the step.
/// </summary>
internal sealed class StepPlan
{
    private readonly MemoryPlan _plan;
    private readonly StateLayout _layout;
    private readonly LoopState[] _states;
    private readonly Dictionary<LoopState, int> _copies = [];
    private readonly Dictionary<Value, (int Offset, int Steps)> _sequences = [];
    private readonly Dictionary<StorageClass, int> _classes = [];

    public StepPlan(MemoryPlan plan, StateLayout layout)
    {
        (_plan, _layout) = (plan, layout);

        // One step has nothing to repeat: regions and loops are what is in them.
        Nodes = [.. plan.Programs.Single().Flatten().Where(n => n is not (RegionNode or LoopNode))];
        _states = [.. Nodes.SelectMany(n => n.Writes).Select(v => plan.Holds(v) ? plan[v].State : null).OfType<LoopState>().Distinct()];
        foreach (StorageClass kind in Enum.GetValues(typeof(StorageClass)))
        {
            _classes.Add(kind, Length);
            Length += plan.RowLength(kind);
        }

        foreach (var state in _states.Where(s => !ChangesInPlace(s)))
        {
            _copies.Add(state, Length);
            Length += 2 * Strides.Of(state.Columns.Size);
        }

        foreach (var input in Inputs.Where(i => i.Shape.Axis is not null && TensorOf(i).Role == TensorRole.Context))
        {
            var entry = layout[TensorOf(input)];
            _sequences.Add(input, (Length, entry.Length / entry.Columns));
            Length += entry.Length / entry.Columns * Strides.Of(entry.Columns);
        }
    }

    /// <summary>What a step does, in order.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Elements of the memory of a step.</summary>
    public int Length { get; private set; }

    private IEnumerable<Value> Inputs => Nodes.OfType<LoadNode>().Select(n => n.Input);

    /// <summary>The states that a step keeps in memory of its own, since they are read after they have changed or lie too close together.</summary>
    public IEnumerable<LoopState> Copies => _copies.Keys;

    /// <summary>Whether an input must be brought into memory of the step.</summary>
    public bool IsLoaded(Value input) => TensorOf(input).Role switch
    {
        TensorRole.State => StateFrom(input) is { } state && _copies.ContainsKey(state),
        TensorRole.Context => input.Shape.Axis is not null,
        _ => Nodes.Where(n => n.Reads.Contains(input)).Any(n => n is not ProductNode product || product.Group.Views.Any(v => v.Addend == input)),
    };

    /// <summary>Rows that are loaded of an input.</summary>
    public string StepsOf(Value input) => _sequences.ContainsKey(input) ? input.Shape.Axis!.Name : "1";

    /// <summary>Where a value begins: in memory of the step, in states or in a tensor of the caller.</summary>
    public StepPlace Where(Value value)
    {
        if (value.Op == Op.Input && _sequences.TryGetValue(value, out var sequence)) return Own(sequence.Offset) with { HasOneRow = false };
        if (value.Op == Op.Input && TensorOf(value).Role == TensorRole.State && StateFrom(value) is { } begun) return Before(begun);
        if (value.Op == Op.Input && TensorOf(value).Role is TensorRole.State or TensorRole.Context) return InState(TensorOf(value), value.Get<InputAttribute>().Part);
        if (value.Op == Op.Input && !IsLoaded(value)) return new StepPlace(ProgramSignature.PointerName(TensorOf(value).Name), 0);
        var storage = _plan[value];
        if (storage.State is { } state) return value.Op == Op.Previous ? Before(state) : After(state);
        return Own(_classes[storage.Class] + storage.Offset);
    }

    /// <summary>Where a state lies that a step keeps to itself: what it was, then what it is.</summary>
    public StepPlace Before(LoopState state) => _copies.TryGetValue(state, out var offset) ? Own(offset) : Place(state);

    /// <inheritdoc cref="Before"/>
    public StepPlace After(LoopState state) => _copies.TryGetValue(state, out var offset) ? Own(offset + Strides.Of(state.Columns.Size)) : Place(state);

    /// <summary>Where the caller keeps a state.</summary>
    public StepPlace Place(LoopState state) => InState(new TensorId(TensorRole.State, state.Tensor), state.Part);

    private static TensorId TensorOf(Value input) => input.Get<InputAttribute>().Tensor;

    private static StepPlace Own(int offset) => new(StepPlace.Memory, offset);

    private StepPlace InState(TensorId tensor, int part) => new(StepPlace.States, _layout[tensor].Offset + (part * _layout[tensor].Columns));

    /// <summary>The state that starts from an input; null if none does.</summary>
    public LoopState? StateFrom(Value input) => _states.FirstOrDefault(s => s.Initial == input);

    /// <summary>
    /// Whether what a state is may replace what it was while the step goes on: nothing reads the old one afterwards, and a kernel, which
    /// reads and writes column by column, may do so at the same time.
    /// </summary>
    private bool ChangesInPlace(LoopState state)
    {
        if (!_layout[new TensorId(TensorRole.State, state.Tensor)].IsPadded) return false;
        var written = Enumerable.Range(0, Nodes.Count).Last(i => Nodes[i].Writes.Contains(state.Next));
        return Enumerable.Range(0, Nodes.Count).Where(i => Nodes[i].Reads.Any(IsBefore)).All(i => i < written || (i == written && Nodes[i] is KernelNode));

        bool IsBefore(Value value) => value == state.Initial || (value.Op == Op.Previous && value.Get<StateAttribute>().State == state);
    }
}
