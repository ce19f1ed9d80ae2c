using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// The method of one program: its nodes in order, regions as loops over chunks, time loops as methods of their own. Where threads share
/// the work, all of them run the method and meet where one reads what another wrote.
/// </summary>
internal sealed partial class ProgramEmitter
{
    private readonly Program _program;
    private readonly MemoryPlan _plan;
    private readonly KernelRegistry _registry;
    private readonly string _real;
    private readonly Addresses _at;
    private readonly CallEmitter _calls;
    private readonly List<LoopNode> _loops = [];
    private readonly HashSet<int> _addedTo;
    private readonly bool _isShared;
    private readonly IReadOnlyList<IReadOnlyList<RegionNode>> _groups;

    public ProgramEmitter(Program program, MemoryPlan plan, CompiledNetwork network, KernelRegistry registry, string real)
    {
        (_program, _plan, _registry, _real) = (program, plan, registry, real);
        _isShared = SharingRules.IsShared(program);
        _groups = SideBySide.Groups(program);
        (_at, Signature) = (new Addresses(plan, registry, real, _isShared), new ProgramSignature(program, network, real));
        _calls = new CallEmitter(_at);
        var all = program.Flatten().OfType<ReductionNode>().SelectMany(g => g.Gradients).Select(g => g.Position).ToArray();
        _addedTo = [.. all.GroupBy(d => d).Where(g => g.Count() > 1).Select(g => g.Key)];
        NameOuterProducts();
    }

    public ProgramSignature Signature { get; }

    private string PlanName => ProgramSignature.PlanName(_program);

    public void Emit(SourceWriter writer)
    {
        writer.Gap();
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\ninternal static {(Signature.ReturnsLoss ? _real : "void")} {_program.Name}({Signature.Parameters})"))
        {
            DeclareStorages(writer, _program.Nodes.Where(n => n is not LoopNode).SelectMany(Inside));
            if (_isShared) writer.Line("(int sample, int samples) = worker.Share(batch);");
            if (_groups.Count > 0) writer.Line("Worker teamWorker = worker;");
            EmitOrder(writer);
            EmitUnique(writer);
            if (Signature.HasGradients) EmitClear(writer);
            var team = new TeamText(writer, _isShared);
            foreach (var node in _program.Nodes)
            {
                if (node is RegionNode region)
                {
                    if (_groups.FirstOrDefault(g => g.Contains(region)) is { } group) EmitTurn(writer, region, group, team);
                    else EmitRegion(writer, region, team, isBlock: false);
                    continue;
                }

                Begin(writer, [node], team);
                EmitShare(writer, node, Place.Batch, team);
                Finish(writer, [node], team);
            }

            EmitGradientCopies(writer, team);
            if (_program.Result is { } result)
            {
                team.Meet();
                writer.Line($"return {_at.Argument(result, Place.Batch)};");
            }

            team.Leave();
        }

        foreach (var loop in _loops) EmitLoop(writer, loop);
        foreach (var node in OuterProducts) EmitOuterProducts(writer, node);
    }

    private static IEnumerable<Node> Inside(Node node) => node is LoopNode ? [node] : node.Body.SelectMany(Inside).Prepend(node);

    private static string Pascal(string name) => Identifier.Pascal(name);

    /// <summary>A pointer for every value that some nodes touch, by its own name; values that take turns point to one buffer.</summary>
    private void DeclareStorages(SourceWriter writer, IEnumerable<Node> nodes)
    {
        var values = nodes.SelectMany(n => n.Reads.Concat(n.Writes)).Where(_plan.Holds).Select(v => (Name: _plan.NameOf(v), Storage: _plan[v])).Distinct()
            .OrderBy(v => v.Storage.Class).ThenBy(v => v.Storage.Offset);
        foreach (var (name, storage) in values)
            writer.Line($"{_real}* {name} = &arena.{storage.Class}[{PlanName}{Pascal(storage.Name)} * arena.{storage.Class}Rows];");
    }

    private void EmitRegion(SourceWriter writer, RegionNode region, TeamText team, bool isBlock)
    {
        var steps = region.Axis.Name;
        var states = region.Body.OfType<LoopNode>().SelectMany(l => l.Loop.States).ToArray();
        if (states.Length > 0)
        {
            team.Leave();
            writer.Gap().Line("// States start from the caller's, or from zero.");
        }

        if (states.Length > 0) team.Enter(Sharing.None);
        foreach (var state in states)
        {
            var storage = StorageOf(state);
            var at = storage.Class == StorageClass.Sequence && state.Loop.Reverse ? $"{storage.Name} + ((nint){steps} * batch * {Addresses.Stride(storage)})" : storage.Name;
            writer.Line(state.Initial is { } initial
                ? $"Planes.Copy({_at.Pointer(initial, Place.Batch)}, {at}, batch, {Addresses.Stride(storage)});"
                : $"Planes.Clear({at}, batch, {Addresses.Stride(storage)});");
        }

        Begin(writer, region.Body, team);
        team.Meet();
        writer.Gap();
        var several = !isBlock && _program.Nodes.Count(n => n is RegionNode) > 1;
        using (IDisposable? block = several ? writer.Open("") : null)
        {
            writer.Line($"int chunk = Math.Max(Arena<{_real}>.LeastSteps, ChunkRows / batch);");
            var heading = region.Reverse
                ? $"for (int first = ({steps} - 1) / chunk * chunk; first >= 0; first -= chunk)"
                : $"for (int first = 0; first < {steps}; first += chunk)";
            using (writer.Open(heading))
            {
                writer.Line($"int count = Math.Min(chunk, {steps} - first);");
                writer.Line("int rows = count * batch;");
                writer.Line("nint firstRow = (nint)first * batch;");
                EmitShares(writer, region);
                EmitCarry(writer, states.Where(s => s.Loop.Reverse), fromFirst: true, team);
                foreach (var node in region.Body) EmitShare(writer, node, Place.Chunk, team);
                EmitCarry(writer, states.Where(s => !s.Loop.Reverse), fromFirst: false, team);

                // The next chunk is divided anew.
                team.Meet();
            }
        }

        if (CountsSamples(region) && !isBlock) writer.Line("(sample, samples) = worker.Share(batch);");
        Finish(writer, region.Body, team);
    }

    /// <summary>The worker's share of a node.</summary>
    private void EmitShare(SourceWriter writer, Node node, Place place, TeamText team)
    {
        if (!_isShared)
        {
            EmitNode(writer, node, place);
            return;
        }

        var sharing = SharingRules.Of(node, place == Place.Chunk);
        team.Enter(sharing, node);
        EmitNode(writer, node, (sharing, place, node.Rows) switch
        {
            (Sharing.Steps, _, RowChoice.Counting) => Place.CountingSteps,
            (_, Place.Chunk, RowChoice.Counting) => Place.Counting,
            (Sharing.Steps, _, _) => Place.Steps,
            (Sharing.Samples, Place.Batch, _) => Place.Samples,
            _ => place,
        });
    }

    /// <summary>Sums over rows begin with zero.</summary>
    private void Begin(SourceWriter writer, IReadOnlyList<Node> nodes, TeamText team)
    {
        foreach (var value in Sums(nodes).Where(v => v.Op == Op.Sum))
        {
            team.Leave();
            writer.Line($"double {_plan[value].Name}Sum = 0;");
        }

        foreach (var value in Sums(nodes).Where(v => v.Op != Op.Sum && (v.Op != Op.StepsToColumns || v.Operands[0].Shape.Axis!.FixedSteps == 0)))
        {
            var storage = _plan[value];
            var rows = value.Shape.Axis is { } axis ? $"{axis.Name} * batch" : value.Shape.Form == Form.Plane ? "batch" : "1";
            team.Enter(Sharing.None);
            writer.Line($"Planes.Clear({storage.Name}, {rows}, {Addresses.Stride(storage)});");
        }
    }

    private void Finish(SourceWriter writer, IReadOnlyList<Node> nodes, TeamText team)
    {
        foreach (var value in Sums(nodes).Where(v => v.Op == Op.Sum))
        {
            team.Enter(Sharing.None);
            writer.Line($"*{_plan.NameOf(value)} = ({_real}){_plan[value].Name}Sum;");
        }
    }

    private static IEnumerable<Value> Sums(IReadOnlyList<Node> nodes) => nodes.OfType<ReductionNode>().SelectMany(r => r.Writes);

    /// <summary>A state that only the chunk keeps is handed on: row block 0 always holds what the next chunk starts from.</summary>
    private void EmitCarry(SourceWriter writer, IEnumerable<LoopState> states, bool fromFirst, TeamText team)
    {
        foreach (var storage in states.Select(StorageOf).Where(s => s.Class == StorageClass.Chunk))
        {
            var last = $"{storage.Name} + ((nint)rows * {Addresses.Stride(storage)})";
            team.Enter(Sharing.None);
            writer.Line($"Planes.Copy({(fromFirst ? storage.Name : last)}, {(fromFirst ? last : storage.Name)}, batch, {Addresses.Stride(storage)});");
        }
    }

    private void EmitLoop(SourceWriter writer, LoopNode loop)
    {
        var direction = loop.Loop.Reverse ? "last to first" : "first to last";
        var (parameters, _) = LoopExtras(loop);
        writer.Gap().Summary($"The steps of one chunk of {loop.Loop.Name}, {direction}.");
        using (writer.OpenUnchecked($"[MethodImpl(Fast)]\nprivate static void {LoopName(loop)}(in Arena<{_real}> arena, {_real}* packed, {parameters}int batch, int first, int count{(_isShared ? ", Worker worker" : "")})"))
        {
            DeclareStorages(writer, loop.Body);
            var counts = loop.Rows != RowChoice.All;
            var sharesCounting = CountsSamples(_program.Nodes.OfType<RegionNode>().First(r => r.Body.Contains(loop)));
            if (counts) DeclareOrder(writer);
            if (counts) writer.Line("nint firstCounting = sampleOrder.RowsBefore(first);");
            if (_isShared) writer.Line($"(int sample, int samples) = {(sharesCounting ? "sampleOrder.ShareSamples(worker, first, count)" : "worker.Share(batch)")};");
            var sample = _isShared ? " + sample" : "";
            using (writer.Open(loop.Loop.Reverse ? "for (int t = count - 1; t >= 0; t--)" : "for (int t = 0; t < count; t++)"))
            {
                writer.Line($"nint chunkRow = ((nint)t * batch){sample};");
                writer.Line($"nint row = (((nint)first + t) * batch){sample};");
                if (counts) EmitCounting(writer, loop.Body, loop.Loop.States);
                foreach (var node in loop.Body) EmitNode(writer, node, counts ? Place.CountingStep : Place.Step);
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
        var axes = loop.Body.SelectMany(n => n.Reads).Select(Addresses.AxisOf).Where(a => a is { FixedSteps: 0 } && a != loop.Loop.Axis).Distinct().ToArray();
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
        var rows = _at.Rows(place);
        if (place == Place.Chunk && SharingRules.RunsByStep(node))
        {
            // What is the same at every step meets the rows of one step after the other; so do rows with gaps and rows without.
            using (writer.Open("for (int t = 0; t < count; t++)"))
            {
                writer.Line($"nint chunkRow = ((nint)t * batch){(_isShared ? " + sample" : "")};");
                writer.Line("nint row = firstRow + chunkRow;");
                var counts = node.Rows != RowChoice.All;
                if (counts) EmitCounting(writer, [node], []);
                EmitNode(writer, node, counts ? Place.CountingStep : Place.Step);
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
                var name = _registry.NameOf(kernel, place is Place.Step or Place.CountingStep, _program.Name);
                var count = kernel.Operations[0].Shape.Form == Form.Vector ? "1" : rows;
                Call(writer, "Kernels." + name, [.. kernel.Inputs.Select(v => _at.Argument(v, place)), .. kernel.Outputs.Select(v => _at.Pointer(v, place)), count]);
                break;
            case ProductNode { Group: var group }:
                var addends = group.Views.Where(v => v.Addend is not null).Select(v => v.Addend!);
                var (driver, turns) = _registry.NameOf(group, place is Place.Step or Place.CountingStep, _program.Name);
                Call(writer, driver, [.. group.Lefts.Concat(addends).Concat(group.Results).Select(v => _at.Pointer(v, place)), "packed", rows, .. turns ? ["((first + t) & 1) != 0"] : Array.Empty<string>()]);
                break;
            case ReductionNode reduction:
                EmitReduction(writer, reduction, place, rows);
                break;
            case LoopNode loop:
                _loops.Add(loop);
                var worker = !_isShared ? "" : SharingRules.Of(loop, inRegion: true) == Sharing.Samples ? ", worker" : ", default";
                writer.Line($"{LoopName(loop)}(arena, packed, {LoopExtras(loop).Arguments}batch, first, count{worker});");
                break;
        }
    }

    private static void Call(SourceWriter writer, string name, IReadOnlyList<string> arguments) =>
        writer.Line($"{name}({string.Join(", ", arguments)});");

    private void EmitTransfer(SourceWriter writer, string what, TensorId tensor, int part, Value value, Place place)
    {
        var pointer = ProgramSignature.PointerName(tensor.Name);

        // Who predicts need not take what there is beside the outputs.
        var wanted = what == "Store" && tensor.IsBeside && _program.Name is ("Predict" or "Evaluate") ? $"if ({pointer} != null) " : "";
        if (part > 0) pointer += $" + ({Literal.Of(part)} * batch * {(value.Shape.Axis is { } time ? time.Name + " * " : "")}{Addresses.Size(value)})";
        if (place == Place.Samples && !_at.IsOrdered) pointer += $" + (sample * {Addresses.Size(value)})";
        var steps = value.Shape.Axis is { } axis ? $"{axis.Name}, {Addresses.First(place)}, {Addresses.Count(place)}" : "1, 0, 1";
        writer.Line($"{wanted}Planes.{what}({pointer}, {_at.Pointer(value, place)}, {_at.Samples(place)}, {steps}, {Addresses.Size(value)}, {_at.Stride(value)});");
    }

    private void EmitReduction(SourceWriter writer, ReductionNode node, Place place, string rows)
    {
        var (sum, value) = (node.Sums[0], node.Sums[0].Value);
        if (value.Op == Op.Sum)
        {
            var x = value.Operands[0];
            writer.Line($"{_plan[value].Name}Sum += Planes.Sum({_at.Pointer(x, place)}, {rows}, {Addresses.Size(x)}, {_at.Stride(x)});");
            return;
        }

        var worker = _isShared && SharingRules.Of(node, place is Place.Chunk or Place.Counting) == Sharing.Gradients ? "worker" : "default";
        if (value.Op == Op.OuterProduct)
        {
            CallOuterProducts(writer, node, place, rows, worker);
            return;
        }

        if (sum.IsRead) EmitSum(writer, value, _plan.NameOf(value), place, rows, worker);
        foreach (var gradient in IsCopied(sum) ? sum.Gradients.Take(1) : sum.Gradients)
            EmitSum(writer, value, "gradients + " + PackingEmitter.Offset(gradient, value.Shape), place, rows, worker);
    }

    private void EmitSum(SourceWriter writer, Value value, string target, Place place, string rows, string worker)
    {
        var y = value.Operands[0];
        if (value.Op == Op.SumRows) Call(writer, "Kernels.SumRows", [worker, _at.Pointer(y, place), _at.Stride(y), Addresses.Size(y), target, rows]);
        else _calls.EmitReduction(writer, value, target, place, worker);
    }

    /// <summary>Whether a sum that several parameters receive (both biases of a gate) may be computed once and copied.</summary>
    private bool IsCopied(RowSum sum) =>
        sum.Gradients.Count > 1 && sum.Value.Shape.Form == Form.Vector && !sum.Gradients.Any(g => _addedTo.Contains(g.Position));

    /// <summary>Gradients are added to.</summary>
    private static void EmitClear(SourceWriter writer)
    {
        writer.Line("(int firstGradient, int gradientCount) = worker.Share(ParameterCount);");
        writer.Line("Planes.Clear(gradients + firstGradient, 1, gradientCount);");
        writer.Line("worker.Meet();");
    }

    private void EmitGradientCopies(SourceWriter writer, TeamText team)
    {
        foreach (var sum in _program.Flatten().OfType<ReductionNode>().SelectMany(n => n.Sums).Where(IsCopied))
        {
            var shape = sum.Value.Shape;
            team.Enter(Sharing.None);
            foreach (var gradient in sum.Gradients.Skip(1))
                writer.Line($"Planes.Copy(gradients + {PackingEmitter.Offset(sum.Gradients[0], shape)}, gradients + {PackingEmitter.Offset(gradient, shape)}, 1, {shape.Columns.Name}Size);");
        }
    }

    private Storage StorageOf(LoopState state) => _plan.Storages.First(s => s.State == state);
}
