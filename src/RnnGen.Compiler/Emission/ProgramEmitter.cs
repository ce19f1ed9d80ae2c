using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>The method of one program: its nodes in order, regions as loops over chunks, time loops as methods of their own.</summary>
internal sealed class ProgramEmitter
{
    private readonly Program _program;
    private readonly MemoryPlan _plan;
    private readonly KernelRegistry _registry;
    private readonly IReadOnlyList<ParameterTensor> _parameters;
    private readonly string _real;
    private readonly List<LoopNode> _loops = [];
    private readonly HashSet<int> _shared;

    public ProgramEmitter(Program program, MemoryPlan plan, KernelRegistry registry, IReadOnlyList<ParameterTensor> parameters, string real)
    {
        (_program, _plan, _registry, _parameters, _real) = (program, plan, registry, parameters, real);
        Signature = new ProgramSignature(program, real);
        var all = program.Flatten().OfType<GradientNode>().SelectMany(g => g.Destinations).ToArray();
        _shared = [.. all.GroupBy(d => d).Where(g => g.Count() > 1).Select(g => g.Key)];
    }

    public ProgramSignature Signature { get; }

    private string PlanName => ProgramSignature.PlanName(_program);

    public void Emit(SourceWriter writer)
    {
        writer.Gap();
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\ninternal static {(Signature.ReturnsLoss ? _real : "void")} {_program.Name}({Signature.Parameters})"))
        {
            DeclareStorages(writer, _program.Nodes.Where(n => n is not LoopNode).SelectMany(Inside));
            if (Signature.HasGradients) writer.Line($"new Span<{_real}>(gradients, ParameterCount).Clear();");
            if (Signature.ReturnsLoss) writer.Line("double sum = 0;");
            foreach (var node in _program.Nodes)
            {
                if (node is RegionNode region) EmitRegion(writer, region);
                else EmitNode(writer, node, Place.Batch);
            }

            EmitGradientCopies(writer);
            if (Signature.ReturnsLoss)
            {
                var mean = _program.Flatten().OfType<MeanNode>().Single().Mean.Operands[0].Shape;
                writer.Line($"return ({_real})(sum / ({Count(mean.Time, mean.Columns)}));");
            }
        }

        foreach (var loop in _loops) EmitLoop(writer, loop);
    }

    private static IEnumerable<Node> Inside(Node node) => node is LoopNode ? [node] : node.Body.SelectMany(Inside).Prepend(node);

    private static string Count(bool time, Dimension columns) => $"(double)batch * {(time ? "steps * " : "")}{columns.Name}Size";

    /// <summary>A pointer for every value that some nodes touch, by its own name; values that take turns point to one buffer.</summary>
    private void DeclareStorages(SourceWriter writer, IEnumerable<Node> nodes)
    {
        var values = nodes.SelectMany(NodeValues.Planes).Select(v => (Name: _plan.NameOf(v), Storage: _plan[v])).Distinct()
            .OrderBy(v => v.Storage.Class).ThenBy(v => v.Storage.Offset);
        foreach (var (name, storage) in values)
            writer.Line($"{_real}* {name} = arena.{storage.Class} + ({PlanName}{Pascal(storage.Name)} * arena.{storage.Class}Rows);");
    }

    private static string Pascal(string name) => Identifier.Pascal(name);

    private void EmitRegion(SourceWriter writer, RegionNode region)
    {
        var states = region.Body.OfType<LoopNode>().SelectMany(l => l.Loop.States).ToArray();
        if (states.Length > 0) writer.Gap().Line("// States start from the caller's, or from zero.");
        foreach (var state in states)
        {
            var storage = StorageOf(state);
            var at = storage.Class == StorageClass.Sequence && state.Loop.Reverse ? $"{storage.Name} + ((nint)steps * batch * {Stride(storage)})" : storage.Name;
            writer.Line(state.Initial is { } initial
                ? $"Planes.Copy({Pointer(initial, Place.Batch)}, {at}, batch, {Stride(storage)});"
                : $"Planes.Clear({at}, batch, {Stride(storage)});");
        }

        writer.Gap().Line($"int chunk = Math.Max(1, ChunkRows / batch);");
        var heading = region.Reverse
            ? "for (int first = (steps - 1) / chunk * chunk; first >= 0; first -= chunk)"
            : "for (int first = 0; first < steps; first += chunk)";
        using (writer.Open(heading))
        {
            writer.Line("int count = Math.Min(chunk, steps - first);");
            writer.Line("int rows = count * batch;");
            writer.Line("nint firstRow = (nint)first * batch;");
            EmitCarry(writer, states.Where(s => s.Loop.Reverse), fromFirst: true);
            foreach (var node in region.Body) EmitNode(writer, node, Place.Chunk);
            EmitCarry(writer, states.Where(s => !s.Loop.Reverse), fromFirst: false);
        }
    }

    /// <summary>A state that only the chunk keeps is handed on: row block 0 always holds what the next chunk starts from.</summary>
    private void EmitCarry(SourceWriter writer, IEnumerable<LoopState> states, bool fromFirst)
    {
        foreach (var storage in states.Select(StorageOf).Where(s => s.Class == StorageClass.Chunk))
        {
            var last = $"{storage.Name} + ((nint)rows * {Stride(storage)})";
            writer.Line($"Planes.Copy({(fromFirst ? storage.Name : last)}, {(fromFirst ? last : storage.Name)}, batch, {Stride(storage)});");
        }
    }

    private void EmitLoop(SourceWriter writer, LoopNode loop)
    {
        var direction = loop.Loop.Reverse ? "last to first" : "first to last";
        writer.Gap().Summary($"The steps of one chunk of {loop.Loop.Name}, {direction}.");
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void {LoopName(loop)}(in Arena<{_real}> arena, {_real}* packed, int batch, int first, int count)"))
        {
            DeclareStorages(writer, loop.Body);
            using (writer.Open(loop.Loop.Reverse ? "for (int t = count - 1; t >= 0; t--)" : "for (int t = 0; t < count; t++)"))
            {
                writer.Line("nint chunkRow = (nint)t * batch;");
                writer.Line("nint row = ((nint)first + t) * batch;");
                foreach (var node in loop.Body) EmitNode(writer, node, Place.Step);
            }
        }
    }

    private string LoopName(LoopNode loop) => _program.Name + Pascal(loop.Loop.Name) + "Steps";

    private void EmitNode(SourceWriter writer, Node node, Place place)
    {
        var rows = place == Place.Chunk ? "rows" : "batch";
        switch (node)
        {
            case LoadNode load:
                EmitTransfer(writer, "Load", load.Input.Get<InputAttribute>().Name, load.Input.Get<InputAttribute>().Part, load.Input, place);
                break;
            case StoreNode store:
                EmitTransfer(writer, "Store", store.Root.Kind == RootKind.InputGradient ? "d_" + store.Root.Name : store.Root.Name, store.Root.Index, store.Root.Value, place);
                break;
            case MaskNode { Mask: var mask }:
                var (rate, stream) = mask.Get<DropoutAttribute>();
                writer.Line($"DropoutMask.Fill({Pointer(mask, place)}, {rows}, {Size(mask)}, {Stride(_plan[mask])}, {Literal.Of(rate)}, seed, step, {Literal.Of(stream)}, {(place == Place.Chunk ? "first" : "0")}, batch);");
                break;
            case KernelNode { Kernel: var kernel }:
                var name = _registry.NameOf(kernel, place == Place.Step, _program.Name);
                Call(writer, "Kernels." + name, [.. kernel.Inputs.Select(v => Argument(v, place)), .. kernel.Outputs.Select(v => Pointer(v, place)), rows]);
                break;
            case ProductNode { Group: var group }:
                var addends = group.Views.Where(v => v.Addend is not null).Select(v => v.Addend!);
                var driver = _registry.NameOf(group, place == Place.Step, _program.Name);
                Call(writer, driver, [.. group.Lefts.Concat(addends).Concat(group.Results).Select(v => Pointer(v, place)), "packed", rows]);
                break;
            case GradientNode gradient:
                EmitGradient(writer, gradient, place, rows);
                break;
            case MeanNode { Mean: var mean }:
                var x = mean.Operands[0];
                writer.Line($"sum += Planes.Sum({Pointer(x, place)}, {rows}, {Size(x)}, {Stride(_plan[x])});");
                break;
            case LoopNode loop:
                _loops.Add(loop);
                writer.Line($"{LoopName(loop)}(arena, packed, batch, first, count);");
                break;
        }
    }

    private static void Call(SourceWriter writer, string name, IReadOnlyList<string> arguments) =>
        writer.Line($"{name}({string.Join(", ", arguments)});");

    private void EmitTransfer(SourceWriter writer, string what, string tensor, int part, Value value, Place place)
    {
        var pointer = ProgramSignature.PointerName(tensor);
        if (part > 0) pointer += $" + ({Literal.Of(part)} * batch * {Size(value)})";
        var steps = value.Shape.Time ? "steps, first, count" : "1, 0, 1";
        writer.Line($"Planes.{what}({pointer}, {Pointer(value, place)}, batch, {steps}, {Size(value)}, {Stride(_plan[value])});");
    }

    private void EmitGradient(SourceWriter writer, GradientNode node, Place place, string rows)
    {
        var reduction = node.Reduction;
        foreach (var destination in IsCopied(node) ? node.Destinations.Take(1) : node.Destinations)
        {
            var at = "gradients + " + GradientOffset(destination, reduction.Shape);
            var y = reduction.Operands[0];
            if (reduction.Op == Op.SumRows)
            {
                Call(writer, "Kernels.SumRows", [Pointer(y, place), Stride(_plan[y]), Size(y), at, rows]);
                continue;
            }

            var x = reduction.Operands[1];
            Call(writer, "Kernels.OuterProduct", [Pointer(y, place), Stride(_plan[y]), Size(y), Pointer(x, place), Stride(_plan[x]), Size(x), at, rows]);
        }
    }

    /// <summary>Whether a sum that several parameters receive (both biases of a gate) may be computed once and copied.</summary>
    private bool IsCopied(GradientNode node) => node.Destinations.Count > 1 && !node.Destinations.Any(_shared.Contains);

    private void EmitGradientCopies(SourceWriter writer)
    {
        foreach (var node in _program.Flatten().OfType<GradientNode>().Where(IsCopied))
        {
            var shape = node.Reduction.Shape;
            var length = shape.Form == Form.Vector ? $"{shape.Columns.Name}Size" : $"{shape.Rows.Name}Size * {shape.Columns.Name}Size";
            foreach (var destination in node.Destinations.Skip(1))
                writer.Line($"Planes.Copy(gradients + {GradientOffset(node.Destinations[0], shape)}, gradients + {GradientOffset(destination, shape)}, 1, {length});");
        }
    }

    private string GradientOffset(int index, Shape shape)
    {
        var tensor = _parameters.Last(p => p.Offset <= index);
        var block = (index - tensor.Offset) / (shape.Form == Form.Vector ? shape.Columns.Size : shape.Rows.Size * shape.Columns.Size);
        var extent = shape.Form == Form.Vector ? $"{shape.Columns.Name}Size" : $"{shape.Rows.Name}Size * {shape.Columns.Name}Size";
        var name = PackingEmitter.ParameterName(tensor);
        return block == 0 ? name : $"{name} + ({Literal.Of(block)} * {extent})";
    }

    private string Argument(Value value, Place place) => value.Shape.Form switch
    {
        Form.Scalar when value.Attribute is CountAttribute count => $"({_real})(1 / ({Count(count.Time, count.Columns)}))",
        Form.Plane => Pointer(value, place),
        _ => throw new NotSupportedException($"{value.Op} {value.Shape} cannot be read element by element."),
    };

    private Storage StorageOf(LoopState state) => _plan.Storages.First(s => s.State == state);

    private static string Stride(Storage storage) => storage.Columns.Name + "Stride";

    private static string Size(Value value) => value.Shape.Columns.Name + "Size";

    /// <summary>Where a plane begins: for this chunk, or for this step.</summary>
    private string Pointer(Value value, Place place)
    {
        var storage = _plan[value];
        var rows = new List<string>();
        if (value.Op == Op.Final)
        {
            if (storage.Class == StorageClass.Sequence && !storage.State!.Loop.Reverse) rows.Add("(nint)steps * batch");
        }
        else if (value.Shape.Time)
        {
            if (storage.Class == StorageClass.Sequence) rows.Add(place == Place.Step ? "row" : "firstRow");
            else if (place == Place.Step) rows.Add("chunkRow");

            // A state lies a step apart: what a step reads before it, what it leaves behind it, seen in the loop's direction.
            if (storage.State is { } state && (value.Op == Op.Previous) == state.Loop.Reverse) rows.Add("batch");
        }

        var name = _plan.NameOf(value);
        return rows.Count switch
        {
            0 => name,
            1 when rows[0].IndexOf(' ') < 0 => $"{name} + ({rows[0]} * {Stride(storage)})",
            _ => $"{name} + (({string.Join(" + ", rows)}) * {Stride(storage)})",
        };
    }

    private enum Place
    {
        Batch,
        Chunk,
        Step,
    }
}
