using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// One step of a stream: a method of its own for every instruction set, that reads and writes states where the caller keeps them. A step
/// may take less time than a few calls; so its parts are written for one row, with the extents as constants, and the choice of the
/// instruction set is made once.
/// </summary>
internal sealed class StepEmitter
{
    /// <summary>Functions of equations beyond which nobody would notice the calls of a step.</summary>
    private const int MostFunctions = 6;

    /// <summary>
    /// Functions of all vectors of a step up to which the JIT inlines its parts, products as wide as well. Of 12 it left some, and compiled them without
    /// optimisation at first.
    /// </summary>
    private const int MostInlined = 10;

    /// <summary>Columns that are stored one by one: each call that the JIT inlines is taken from a budget, beyond which it leaves calls.</summary>
    private const int MostStored = 4;

    /// <summary>Bytes of weights of which first caches keep a part from one step to the next, not all.</summary>
    private const int LeastTurned = 32 * 1024;

    private readonly KernelRegistry _registry;
    private readonly string _real;
    private readonly StepPlan _plan;
    private readonly StepAddresses _at;
    private readonly Node? _turning;
    private readonly Dictionary<Node, RowProduct> _products = [];
    private readonly Dictionary<Node, (string Name, ElementwiseEmitter Emitter)> _kernels = [];
    private readonly List<StepPointer> _pointers = [];

    public StepEmitter(MemoryPlan plan, CompiledNetwork network, KernelRegistry registry, string real)
    {
        (_registry, _real) = (registry, real);
        var program = plan.Programs.Single();
        Signature = new ProgramSignature(program, network, real);
        State = new StateLayout(Signature, network);
        _plan = new StepPlan(plan, State);
        var looped = new HashSet<Node>(program.Flatten().OfType<LoopNode>().SelectMany(l => l.Body));
        foreach (var node in _plan.Nodes)
        {
            if (node is ProductNode { Group: var group })
            {
                var panels = registry.PanelsOf(group, looped.Contains(node), program.Name);
                var turns = looped.Contains(node) && panels.Layout.HasSeveral;
                _products.Add(node, new(registry.Unique(panels.Name + "Step"), new ProductDriverEmitter(group, panels, real), turns));
            }

            if (node is KernelNode { Kernel: var kernel })
            {
                var stem = KernelRegistry.LayerOf(kernel) + (looped.Contains(node) ? "Cell" : "Map") + "Step";
                _kernels.Add(node, (registry.Unique(stem), new ElementwiseEmitter(kernel, real, registry.Functions)));
            }
        }

        // Of several large products each would find that the others have taken its place in the cache.
        var large = _products.Where(p => BytesOf(p.Value.Driver) > LeastTurned).ToArray();
        if (large is [{ Key: var turning, Value: { Driver.Panels.Layout.HasSeveral: true } product }])
        {
            _turning = turning;
            _products[turning] = product with { Turns = true };
        }

        _at = new StepAddresses(plan, NamePointers(plan), registry, real);
    }

    public ProgramSignature Signature { get; }

    /// <summary>Where the states lie.</summary>
    public StateLayout State { get; }

    /// <summary>The memory of a step, which it declares itself; the caller hands in what is too much for the stack.</summary>
    public StepMemory Memory => new(_plan.Length, _real);

    /// <summary>What the caller hands in and gets, beside the states.</summary>
    public IEnumerable<CallerTensor> Tensors => Signature.Inputs.Concat(Signature.Outputs).Where(t => !State.Has(t));

    public string Parameters => string.Join(", ", All.Select(p => $"{p.Type} {p.Name}"));

    public string Arguments => string.Join(", ", All.Select(p => p.Name));

    /// <summary>The arguments of a call by the user's class.</summary>
    /// <param name="pointer">Where a tensor of the caller lies.</param>
    /// <param name="turned">Which turn it is.</param>
    public string CallArguments(Func<CallerTensor, string> pointer, string turned) => string.Join(
        ", ",
        [
            "_packed.Pointer",
            .. Signature.HasParameters ? ["Parameters.Pointer"] : Array.Empty<string>(),
            .. State.Length > 0 ? ["states"] : Array.Empty<string>(),
            .. Tensors.Select(pointer),
            .. State.Capacities.Select(c => "state." + Identifier.Pascal(c.Axis.Name)),
            .. Turns ? [turned] : Array.Empty<string>(),
            .. Memory.IsLarge ? ["memory"] : Array.Empty<string>(),
        ]);

    private IEnumerable<(string Type, string Name)> All =>
    [
        (_real + "*", "packed"),
        .. Signature.HasParameters ? [(_real + "*", "parameters")] : Array.Empty<(string, string)>(),
        .. State.Length > 0 ? [(_real + "*", "states")] : Array.Empty<(string, string)>(),
        .. Tensors.Select(t => (t.ElementOf(_real) + "*", ProgramSignature.PointerName(t.Name))),
        .. State.Capacities.Select(c => ("int", c.Axis.Name)),
        .. Turns ? [("bool", PanelLoop.Turned)] : Array.Empty<(string, string)>(),
        .. Memory.IsLarge ? [(_real + "*", "memory")] : Array.Empty<(string, string)>(),
    ];

    /// <summary>Whether every other step reads the weights of its one large product from the last panel to the first.</summary>
    public bool Turns => _turning is not null;

    /// <summary>Weights that it reads, each once, with those that fill up panels.</summary>
    public int Weights => _products.Values.Sum(p => p.Driver.Panels.Layout.Length);

    /// <summary>Whether it is so short that calls count: all of it is then part of the caller, if its vectors are not too many.</summary>
    public bool IsSmall => _kernels.Values.Sum(k => k.Emitter.Functions) <= MostFunctions;

    /// <summary>The step's method for the same products; null if it has none.</summary>
    public RowProduct? Find(ProductDriverEmitter driver) => _products.Values.FirstOrDefault(p => p.Driver.Products == driver.Products);

    /// <summary>The name of the step's method for the same equations; null if it has none.</summary>
    public string? Find(ElementwiseEmitter kernel) =>
        _kernels.Values.Where(k => k.Emitter.Equations == kernel.Equations).Select(k => k.Name).FirstOrDefault();

    public void Emit(SourceWriter writer, Target target)
    {
        var isInlined = IsSmall && _kernels.Values.Sum(k => k.Emitter.FunctionsOfRow(target)) <= MostInlined;
        var attribute = $"[MethodImpl({(isInlined ? "MethodImplOptions.AggressiveInlining" : "Fast")})]";
        var pointers = new StepPointers(_pointers, Memory, isInlined ? target.Lanes : 0, _real);
        pointers.EmitType(writer);
        writer.Gap().Summary("One step of a stream.");
        using (writer.OpenUnchecked($"[SkipLocalsInit]\n{attribute}\ninternal static void Step({Parameters})"))
        {
            pointers.Emit(writer);
            EmitClear(writer, target);
            var calls = new CallEmitter(_at);
            foreach (var node in _plan.Nodes) EmitNode(writer, node, calls);
        }

        foreach (var product in _products.Values)
        {
            writer.Gap().Summary(product.Driver.Equation()).Line(attribute);
            new RowProductEmitter(product, _real).Emit(writer, target);
        }

        foreach (var (name, emitter) in _kernels.Values)
        {
            writer.Gap().Line(attribute);
            emitter.EmitRow(writer, name, target);
        }
    }

    private int BytesOf(ProductDriverEmitter driver) => driver.Panels.Layout.Length * (_real == "double" ? sizeof(double) : sizeof(float));

    /// <summary>
    /// The last vector of a row may reach beyond it, where the memory of a step holds whatever was there before: that must not become part
    /// of a state.
    /// </summary>
    private void EmitClear(SourceWriter writer, Target target)
    {
        if (target.Lanes == 1) return;
        foreach (var (name, _, columns, _) in _pointers.Where(p => p.Place.IsOwn).GroupBy(p => (p.Place, p.Columns), (_, same) => same.First()))
        {
            var vectors = PanelLayout.VectorsOf(columns);
            var (reach, last) = (vectors.Sum(), new VectorText(Math.Min(target.Lanes, vectors[vectors.Count - 1]), _real));
            if (reach > columns) writer.Line(last.Store(name, reach == last.Lanes ? "" : Literal.Of(reach - last.Lanes), last.Zero));
        }
    }

    /// <summary>A pointer for every value that some node touches; the values of a state that changes in place share one.</summary>
    private Dictionary<Value, string> NamePointers(MemoryPlan plan)
    {
        var names = new Dictionary<Value, string>();
        var taken = new Dictionary<string, StepPlace>(StringComparer.Ordinal);
        var passed = new HashSet<(StepPlace, int)>(_plan.Nodes.Where(n => IsDone(n) && IsCall(n)).SelectMany(n => n.Reads.Concat(n.Writes)).Where(plan.Holds).Select(Room));
        foreach (var value in _plan.Nodes.Where(IsDone).SelectMany(n => n.Reads.Concat(n.Writes)).Where(plan.Holds).Distinct())
        {
            var place = _plan.Where(value);
            var state = plan[value].State ?? _plan.StateFrom(value);
            var name = state is null ? plan.NameOf(value) : plan.NameOf(state.Next);
            if (state is not null && place != _plan.After(state)) name += "Before";
            while (taken.TryGetValue(name, out var other) && other != place) name += "2";
            if (!taken.ContainsKey(name)) _pointers.Add(new StepPointer(name, place, plan[value].Columns.Size, passed.Contains(Room(value))));
            taken[name] = place;
            names.Add(value, name);
        }

        return names;

        // Values of one extent at one place take turns there, or one becomes the other; those of different extents have nothing in common.
        (StepPlace Place, int Columns) Room(Value value) => (_plan.Where(value), plan[value].Columns.Size);
    }

    /// <summary>Whether there is anything to do: what the caller keeps where it is used is neither loaded nor stored.</summary>
    private bool IsDone(Node node) => node switch
    {
        LoadNode load => _plan.IsLoaded(load.Input),
        StoreNode { Root: var root } => root.Tensor.Role != TensorRole.Final || _plan.Copies.Any(s => s.Tensor == root.Tensor.Of && s.Part == root.Index),
        _ => true,
    };

    /// <summary>Whether the step leaves it to the run-time library.</summary>
    private static bool IsCall(Node node) => node switch
    {
        StoreNode { Root: var root } => root.Value.Shape.Columns.Size > MostStored,
        _ => node is LoadNode or CallNode,
    };

    private void EmitNode(SourceWriter writer, Node node, CallEmitter calls)
    {
        if (!IsDone(node)) return;
        switch (node)
        {
            case LoadNode { Input: var input }:
                var steps = _plan.StepsOf(input);
                writer.Line($"Planes.Load({Source(input)}, {_at.Pointer(input, Place.Batch)}, 1, {steps}, 0, {steps}, {Addresses.Size(input)}, {_at.Stride(input)});");
                break;
            case StoreNode { Root: var root }:
                EmitStore(writer, root);
                break;
            case ProductNode { Group: var group }:
                var addends = group.Views.Where(v => v.Addend is not null).Select(v => v.Addend!);
                var operands = group.Lefts.Concat(addends).Concat(group.Results).Select(v => _at.Pointer(v, Place.Batch)).Append("packed");
                writer.Line($"{_products[node].Name}({_products[node].Arguments(operands, node == _turning ? PanelLoop.Turned : "false")});");
                break;
            case KernelNode { Kernel: var kernel }:
                writer.Line($"{_kernels[node].Name}({string.Join(", ", kernel.Inputs.Select(v => _at.Argument(v, Place.Batch)).Concat(kernel.Outputs.Select(v => _at.Pointer(v, Place.Batch))))});");
                break;
            case ScalarNode { Value: var scalar }:
                writer.Line($"*{_at.Pointer(scalar, Place.Batch)} = {ScalarText.Of(scalar, o => _at.Argument(o, Place.Batch), _real, _registry.Functions)};");
                break;
            case CallNode call:
                calls.Emit(writer, call, Place.Batch);
                break;
            default:
                throw new NotSupportedException($"{node.GetType().Name} is no part of a step.");
        }
    }

    private string Source(Value input)
    {
        var (tensor, part) = (input.Get<InputAttribute>().Tensor, input.Get<InputAttribute>().Part);
        var source = State.Find(tensor) is { } entry
            ? new StepPlace(StepPlace.States, entry.Offset + (part * entry.Columns))
            : new StepPlace(ProgramSignature.PointerName(tensor.Name), part * input.Shape.Columns.Size);
        return source.Address;
    }

    private void EmitStore(SourceWriter writer, Root root)
    {
        var (value, columns) = (root.Value, root.Value.Shape.Columns.Size);
        var pointer = _at.Pointer(value, Place.Batch);
        var target = root.Tensor.Role == TensorRole.Final
            ? _plan.Place(_plan.Copies.First(s => s.Tensor == root.Tensor.Of && s.Part == root.Index))
            : new StepPlace(ProgramSignature.PointerName(root.Tensor.Name), root.Index * columns);
        if (columns <= MostStored)
        {
            for (var c = 0; c < columns; c++) writer.Line($"{target.Element(c)} = {pointer}[{Literal.Of(c)}];");
            return;
        }

        writer.Line($"Planes.Store({target.Address}, {pointer}, 1, 1, 0, 1, {Addresses.Size(value)}, {_at.Stride(value)});");
    }
}
