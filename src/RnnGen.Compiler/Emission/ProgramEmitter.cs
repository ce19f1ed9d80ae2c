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
    private readonly string _real;
    private readonly Addresses _at;
    private readonly CallEmitter _calls;
    private readonly List<LoopNode> _loops = [];
    private readonly HashSet<int> _shared;

    public ProgramEmitter(Program program, MemoryPlan plan, CompiledNetwork network, KernelRegistry registry, string real)
    {
        (_program, _plan, _registry, _real) = (program, plan, registry, real);
        (_at, Signature) = (new Addresses(plan, registry, real), new ProgramSignature(program, network, real));
        _calls = new CallEmitter(_at);
        var all = program.Flatten().OfType<ReductionNode>().SelectMany(g => g.Gradients).Select(g => g.Position).ToArray();
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
            foreach (var node in _program.Nodes)
            {
                if (node is RegionNode region)
                {
                    EmitRegion(writer, region);
                    continue;
                }

                Begin(writer, [node]);
                EmitNode(writer, node, Place.Batch);
                Finish(writer, [node]);
            }

            EmitGradientCopies(writer);
            if (_program.Result is { } result) writer.Line($"return {_at.Argument(result, Place.Batch)};");
        }

        foreach (var loop in _loops) EmitLoop(writer, loop);
    }

    private static IEnumerable<Node> Inside(Node node) => node is LoopNode ? [node] : node.Body.SelectMany(Inside).Prepend(node);

    private static string Pascal(string name) => Identifier.Pascal(name);

    /// <summary>A pointer for every value that some nodes touch, by its own name; values that take turns point to one buffer.</summary>
    private void DeclareStorages(SourceWriter writer, IEnumerable<Node> nodes)
    {
        var values = nodes.SelectMany(n => n.Reads.Concat(n.Writes)).Where(_plan.Holds).Select(v => (Name: _plan.NameOf(v), Storage: _plan[v])).Distinct()
            .OrderBy(v => v.Storage.Class).ThenBy(v => v.Storage.Offset);
        foreach (var (name, storage) in values)
            writer.Line($"{_real}* {name} = arena.{storage.Class} + ({PlanName}{Pascal(storage.Name)} * arena.{storage.Class}Rows);");
    }

    private void EmitRegion(SourceWriter writer, RegionNode region)
    {
        var steps = region.Axis.Name;
        var states = region.Body.OfType<LoopNode>().SelectMany(l => l.Loop.States).ToArray();
        if (states.Length > 0) writer.Gap().Line("// States start from the caller's, or from zero.");
        foreach (var state in states)
        {
            var storage = StorageOf(state);
            var at = storage.Class == StorageClass.Sequence && state.Loop.Reverse ? $"{storage.Name} + ((nint){steps} * batch * {Addresses.Stride(storage)})" : storage.Name;
            writer.Line(state.Initial is { } initial
                ? $"Planes.Copy({_at.Pointer(initial, Place.Batch)}, {at}, batch, {Addresses.Stride(storage)});"
                : $"Planes.Clear({at}, batch, {Addresses.Stride(storage)});");
        }

        Begin(writer, region.Body);
        writer.Gap();
        var several = _program.Nodes.Count(n => n is RegionNode) > 1;
        using (IDisposable? block = several ? writer.Open("") : null)
        {
            writer.Line("int chunk = Math.Max(1, ChunkRows / batch);");
            var heading = region.Reverse
                ? $"for (int first = ({steps} - 1) / chunk * chunk; first >= 0; first -= chunk)"
                : $"for (int first = 0; first < {steps}; first += chunk)";
            using (writer.Open(heading))
            {
                writer.Line($"int count = Math.Min(chunk, {steps} - first);");
                writer.Line("int rows = count * batch;");
                writer.Line("nint firstRow = (nint)first * batch;");
                EmitCarry(writer, states.Where(s => s.Loop.Reverse), fromFirst: true);
                foreach (var node in region.Body) EmitNode(writer, node, Place.Chunk);
                EmitCarry(writer, states.Where(s => !s.Loop.Reverse), fromFirst: false);
            }
        }

        Finish(writer, region.Body);
    }

    /// <summary>Sums over rows begin with zero.</summary>
    private void Begin(SourceWriter writer, IReadOnlyList<Node> nodes)
    {
        foreach (var value in Sums(nodes))
        {
            var storage = _plan[value];
            var rows = value.Shape.Axis is { } axis ? $"{axis.Name} * batch" : value.Shape.Form == Form.Plane ? "batch" : "1";
            if (value.Op == Op.Sum) writer.Line($"double {storage.Name}Sum = 0;");
            else if (value.Op != Op.StepsToColumns || value.Operands[0].Shape.Axis!.FixedSteps == 0) writer.Line($"Planes.Clear({storage.Name}, {rows}, {Addresses.Stride(storage)});");
        }
    }

    private void Finish(SourceWriter writer, IReadOnlyList<Node> nodes)
    {
        foreach (var value in Sums(nodes).Where(v => v.Op == Op.Sum)) writer.Line($"*{_plan.NameOf(value)} = ({_real}){_plan[value].Name}Sum;");
    }

    private static IEnumerable<Value> Sums(IReadOnlyList<Node> nodes) => nodes.OfType<ReductionNode>().Where(r => r.IsRead).Select(r => r.Reduction);

    /// <summary>A state that only the chunk keeps is handed on: row block 0 always holds what the next chunk starts from.</summary>
    private void EmitCarry(SourceWriter writer, IEnumerable<LoopState> states, bool fromFirst)
    {
        foreach (var storage in states.Select(StorageOf).Where(s => s.Class == StorageClass.Chunk))
        {
            var last = $"{storage.Name} + ((nint)rows * {Addresses.Stride(storage)})";
            writer.Line($"Planes.Copy({(fromFirst ? storage.Name : last)}, {(fromFirst ? last : storage.Name)}, batch, {Addresses.Stride(storage)});");
        }
    }

    private void EmitLoop(SourceWriter writer, LoopNode loop)
    {
        var direction = loop.Loop.Reverse ? "last to first" : "first to last";
        var (parameters, _) = LoopExtras(loop);
        writer.Gap().Summary($"The steps of one chunk of {loop.Loop.Name}, {direction}.");
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void {LoopName(loop)}(in Arena<{_real}> arena, {_real}* packed, {parameters}int batch, int first, int count)"))
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

    /// <summary>
    /// What the body of a loop needs beyond the usual: parameters as they are, the steps of an axis that it reads as a whole, or of which
    /// it reads the last.
    /// </summary>
    private (string Parameters, string Arguments) LoopExtras(LoopNode loop)
    {
        var parameters = loop.Body.Any(ProgramSignature.ReadsParameters);
        var axes = loop.Body.SelectMany(n => n.Reads).Select(v => v.Op == Op.Final ? v.Get<StateAttribute>().State.Loop.Axis : v.Shape.Axis).Where(a => a is { FixedSteps: 0 } && a != loop.Loop.Axis).Distinct().ToArray();
        return ((parameters ? $"{_real}* parameters, " : "") + string.Concat(axes.Select(a => $"int {a!.Name}, ")),
            (parameters ? "parameters, " : "") + string.Concat(axes.Select(a => $"{a!.Name}, ")));
    }

    /// <summary>Loops of one name (a sum in forward and its adjoint) are numbered.</summary>
    private string LoopName(LoopNode loop)
    {
        var number = _program.Flatten().OfType<LoopNode>().Where(l => l.Loop.Name == loop.Loop.Name).TakeWhile(l => l != loop).Count();
        return _program.Name + Pascal(loop.Loop.Name) + (number > 0 ? Literal.Of(number + 1) : "") + "Steps";
    }

    private void EmitNode(SourceWriter writer, Node node, Place place)
    {
        var rows = place == Place.Chunk ? "rows" : "batch";
        if (place == Place.Chunk && node is KernelNode && node.Reads.Any(v => v.Shape is { Form: Form.Plane, Time: false }))
        {
            // What is the same at every step meets the rows of one step after the other.
            using (writer.Open("for (int t = 0; t < count; t++)"))
            {
                writer.Line("nint chunkRow = (nint)t * batch;");
                writer.Line("nint row = firstRow + chunkRow;");
                EmitNode(writer, node, Place.Step);
            }

            return;
        }

        switch (node)
        {
            case LoadNode { Input: var input }:
                EmitTransfer(writer, "Load", input.Get<InputAttribute>().Tensor, input.Get<InputAttribute>().Part, input, place);
                break;
            case StoreNode { Root: var root }:
                EmitTransfer(writer, "Store", root.Tensor, root.Index, root.Value, place);
                break;
            case UpdateNode { Root: var update }:
                writer.Line($"Planes.Copy({_at.Pointer(update.Value, place)}, parameters + {PackingEmitter.Offset(update.Parameter!, update.Value.Shape)}, 1, {Addresses.Size(update.Value)});");
                break;
            case CallNode call:
                _calls.Emit(writer, call, place);
                break;
            case ScalarNode { Value: var scalar }:
                writer.Line($"*{_plan.NameOf(scalar)} = {ScalarText.Of(scalar, o => _at.Argument(o, place), _real, _registry.Functions)};");
                break;
            case KernelNode { Kernel: var kernel }:
                var name = _registry.NameOf(kernel, place == Place.Step, _program.Name);
                var count = kernel.Operations[0].Shape.Form == Form.Vector ? "1" : rows;
                Call(writer, "Kernels." + name, [.. kernel.Inputs.Select(v => _at.Argument(v, place)), .. kernel.Outputs.Select(v => _at.Pointer(v, place)), count]);
                break;
            case ProductNode { Group: var group }:
                var addends = group.Views.Where(v => v.Addend is not null).Select(v => v.Addend!);
                var driver = _registry.NameOf(group, place == Place.Step, _program.Name);
                Call(writer, driver, [.. group.Lefts.Concat(addends).Concat(group.Results).Select(v => _at.Pointer(v, place)), "packed", rows]);
                break;
            case ReductionNode reduction:
                EmitReduction(writer, reduction, place, rows);
                break;
            case LoopNode loop:
                _loops.Add(loop);
                writer.Line($"{LoopName(loop)}(arena, packed, {LoopExtras(loop).Arguments}batch, first, count);");
                break;
        }
    }

    private static void Call(SourceWriter writer, string name, IReadOnlyList<string> arguments) =>
        writer.Line($"{name}({string.Join(", ", arguments)});");

    private void EmitTransfer(SourceWriter writer, string what, TensorId tensor, int part, Value value, Place place)
    {
        var pointer = ProgramSignature.PointerName(tensor.Name);
        if (part > 0) pointer += $" + ({Literal.Of(part)} * batch * {Addresses.Size(value)})";
        var steps = value.Shape.Axis is { } axis ? $"{axis.Name}, first, count" : "1, 0, 1";
        writer.Line($"Planes.{what}({pointer}, {_at.Pointer(value, place)}, batch, {steps}, {Addresses.Size(value)}, {_at.Stride(value)});");
    }

    private void EmitReduction(SourceWriter writer, ReductionNode node, Place place, string rows)
    {
        var value = node.Reduction;
        if (value.Op == Op.Sum)
        {
            var x = value.Operands[0];
            writer.Line($"{_plan[value].Name}Sum += Planes.Sum({_at.Pointer(x, place)}, {rows}, {Addresses.Size(x)}, {_at.Stride(x)});");
            return;
        }

        if (node.IsRead) EmitSum(writer, value, _plan.NameOf(value), value.Shape.Columns.Name + "Size", place, rows);
        foreach (var gradient in IsCopied(node) ? node.Gradients.Take(1) : node.Gradients)
            EmitSum(writer, value, "gradients + " + PackingEmitter.Offset(gradient, value.Shape), PackingEmitter.RowLength(gradient.Tensor, value.Shape), place, rows);
    }

    private void EmitSum(SourceWriter writer, Value value, string target, string rowLength, Place place, string rows)
    {
        var y = value.Operands[0];
        if (value.Op == Op.SumRows)
        {
            Call(writer, "Kernels.SumRows", [_at.Pointer(y, place), _at.Stride(y), Addresses.Size(y), target, rows]);
            return;
        }

        if (value.Op != Op.OuterProduct)
        {
            _calls.EmitReduction(writer, value, target, place);
            return;
        }

        var x = value.Operands[1];
        Call(writer, "Kernels.OuterProduct", [_at.Pointer(y, place), _at.Stride(y), Addresses.Size(y), _at.Pointer(x, place), _at.Stride(x), Addresses.Size(x), target, rowLength, rows]);
    }

    /// <summary>Whether a sum that several parameters receive (both biases of a gate) may be computed once and copied.</summary>
    private bool IsCopied(ReductionNode node) =>
        node.Gradients.Count > 1 && node.Reduction.Shape.Form == Form.Vector && !node.Gradients.Any(g => _shared.Contains(g.Position));

    private void EmitGradientCopies(SourceWriter writer)
    {
        foreach (var node in _program.Flatten().OfType<ReductionNode>().Where(IsCopied))
        {
            var shape = node.Reduction.Shape;
            foreach (var gradient in node.Gradients.Skip(1))
                writer.Line($"Planes.Copy(gradients + {PackingEmitter.Offset(node.Gradients[0], shape)}, gradients + {PackingEmitter.Offset(gradient, shape)}, 1, {shape.Columns.Name}Size);");
        }
    }

    private Storage StorageOf(LoopState state) => _plan.Storages.First(s => s.State == state);
}
