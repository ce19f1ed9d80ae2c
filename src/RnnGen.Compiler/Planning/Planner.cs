using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Planning;

/// <summary>
/// Decides where every value lies: values that take turns share a buffer, buffers that are never needed at the same time share
/// memory, and what another region reads is kept for all steps. Sizes are rows of the class times a constant, so that one plan
/// serves every batch and number of steps.
/// </summary>
public sealed class Planner
{
    private readonly Graph _graph;
    private readonly NodeIndex _index;
    private readonly CompactRows _compact;
    private readonly Dictionary<Value, Storage> _storages = [];

    private Planner(Graph graph, IReadOnlyList<Program> programs)
    {
        _graph = graph;
        _compact = CompactRows.Mark(graph, programs);
        _index = new NodeIndex(programs);
    }

    public static MemoryPlan Plan(Graph graph, IReadOnlyList<Program> programs, CancellationToken cancellation = default)
    {
        var planner = new Planner(graph, programs);
        planner.PlaceStates();
        planner.PlaceValues(cancellation);
        planner.Classify(cancellation);
        return new MemoryPlan(planner._storages, programs, planner._compact, new Lives(planner._index.Groups), [.. graph.Values.Where(v => v.Op == Op.Unique)]);
    }

    /// <summary>A state owns one buffer: Previous, Next and Final are the same rows, a step apart.</summary>
    private void PlaceStates()
    {
        foreach (var state in _graph.Loops.SelectMany(l => l.States))
        {
            var storage = new Storage(state.Columns, Identifier.Camel(state.Next.Name.Length > 0 ? state.Next.Name : state.Name)) { State = state };
            _storages.Add(state.Next, storage);
            foreach (var leaf in _graph.Values.Where(v => v.Attribute is StateAttribute a && a.State == state)) _storages.Add(leaf, storage);
        }
    }

    private void PlaceValues(CancellationToken cancellation)
    {
        foreach (var (node, position) in _index.Nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (node)
            {
                case ProductNode product:
                    PlaceResults(product.Group, position);
                    break;
                case KernelNode kernel:
                    PlaceOutputs(kernel.Kernel, position);
                    break;
                case LoopNode:
                    break;
                default:
                    foreach (var value in node.Writes) Place(value, null);
                    break;
            }
        }
    }

    /// <summary>
    /// A product may take the place of what it starts from, unless that is a left operand as well, whose rows later panels still read,
    /// or another product of the group starts from it too.
    /// </summary>
    private void PlaceResults(ProductGroup group, int position)
    {
        var addends = group.Views.Select(v => v.Addend).ToArray();
        for (var g = 0; g < addends.Length; g++)
        {
            var addend = addends[g];
            var own = addend is not null && !group.Lefts.Contains(addend) && addends.Count(a => a == addend) == 1;
            Place(group.Results[g], own && MayReuse(group.Results[g], addend!, position) ? addend : null);
        }
    }

    /// <summary>A result may take the place of an operand that nobody reads afterwards: pre-activation, activation, gradient.</summary>
    private void PlaceOutputs(ElementwiseKernel kernel, int position)
    {
        var free = kernel.Inputs.ToList();
        foreach (var output in kernel.Outputs)
        {
            if (_storages.ContainsKey(output)) continue;
            var reused = free.FirstOrDefault(i => MayReuse(output, i, position));
            if (reused is not null) free.Remove(reused);
            Place(output, reused);
        }
    }

    private bool MayReuse(Value result, Value operand, int position) =>
        operand.Shape.Form == result.Shape.Form
        && operand.Shape.Axis == result.Shape.Axis
        && !_storages.ContainsKey(result)
        && _storages.TryGetValue(operand, out var storage)
        && storage.State is null
        && operand.Shape.Columns.Size == result.Shape.Columns.Size
        && _compact.Contains(operand) == _compact.Contains(result)
        && _index.LastRead(operand) == position
        && !_index.IsReadBeside(operand, position);

    private void Place(Value value, Value? reused)
    {
        if (_storages.ContainsKey(value)) return;
        _storages.Add(value, reused is null ? new Storage(value.Shape.Form == Form.Scalar ? Dimension.Column : value.Shape.Columns, "") : _storages[reused]);
    }

    private void Classify(CancellationToken cancellation)
    {
        foreach (var group in _storages.GroupBy(p => p.Value, p => p.Key))
        {
            cancellation.ThrowIfCancellationRequested();
            var storage = group.Key;
            var accesses = group.SelectMany(v => _index.Accesses(v)).ToArray();
            if (storage.State is { } state) accesses = [.. accesses, .. _index.Accesses(state.Loop)];
            var time = storage.State is not null || group.Any(v => v.Shape.Time);
            var regions = accesses.Select(_index.RegionOf).Where(r => r is not null).Distinct().Count();
            var outside = storage.State is null && accesses.Any(a => _index.RegionOf(a) is null);
            var kept = group.Any(v => v.Shape.Axis is { IsOfUnique: true }) ? StorageClass.Unique : StorageClass.Sequence;
            storage.Class = !time ? StorageClass.Batch : regions > 1 || outside ? kept : StorageClass.Chunk;
            foreach (var access in accesses)
            {
                // The next chunk finds again what is not of the chunk.
                var whole = storage.Class != StorageClass.Chunk || storage.State is not null;
                var (first, last) = _index.Span(access, wholeRegion: whole);
                storage.Extend(first, last);
            }
        }
    }
}
