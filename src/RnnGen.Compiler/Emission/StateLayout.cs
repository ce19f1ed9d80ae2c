using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;

namespace RnnGen.Compiler.Emission;

/// <summary>Where the tensors of a stream lie in its State: the states of the loops, then what was computed before it began.</summary>
internal sealed class StateLayout
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public StateLayout(ProgramSignature step, CompiledNetwork compiled)
    {
        foreach (var tensor in step.Inputs.Where(t => t.Role == TensorRole.State))
            Add(tensor.Name.Substring(0, tensor.Name.Length - 1), tensor, 1);
        States = [.. _entries.Values];
        foreach (var tensor in step.Inputs.Where(t => t.Role == TensorRole.Context))
        {
            var capacity = tensor.Shape.Axis is { } axis ? Lowering.MaxSteps(axis, compiled.Spec) : 1;
            if (tensor.Shape.Axis is { FixedSteps: 0 } open && !Capacities.Any(c => c.Axis == open)) Capacities.Add((open, capacity));
            Add(tensor.Name, tensor, capacity);
        }
    }

    /// <summary>The states, which the caller may read and write.</summary>
    public IReadOnlyList<Entry> States { get; }

    /// <summary>How many steps there is room for, of every axis that was read before the stream.</summary>
    public List<(Axis Axis, int Capacity)> Capacities { get; } = [];

    /// <summary>Elements of all together.</summary>
    public int Length { get; private set; }

    /// <summary>Whether a tensor of Step lies in the State.</summary>
    public bool Has(CallerTensor tensor) => tensor.Role is TensorRole.State or TensorRole.Context || (tensor.Name.EndsWith("n", StringComparison.Ordinal) && _entries.ContainsKey(tensor.Name.Substring(0, tensor.Name.Length - 1)));

    /// <summary>Where a tensor of Step begins.</summary>
    public string Pointer(CallerTensor tensor) => At(tensor.Role == TensorRole.Context ? tensor.Name : tensor.Name.Substring(0, tensor.Name.Length - 1));

    /// <summary>Where a result of Start goes.</summary>
    public string StartPointer(CallerTensor tensor) => At(tensor.Name);

    private string At(string name) => _entries[name].Offset == 0 ? "states" : $"states + {Literal.Of(_entries[name].Offset)}";

    private void Add(string name, CallerTensor tensor, int steps)
    {
        var entry = new Entry(name, tensor.Parts, tensor.Shape.Columns.Size, tensor.Parts * steps * tensor.Shape.Columns.Size, Length);
        _entries.Add(name, entry);
        Length += entry.Length;
    }

    /// <summary>One tensor.</summary>
    public sealed record Entry(string Name, int Parts, int Columns, int Length, int Offset);
}
