using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Emission;

/// <summary>The parameters of a program's method: the arena, the packed weights, the caller's tensors, then the run-time extents.</summary>
internal sealed class ProgramSignature
{
    private readonly string _real;

    /// <param name="program">The program; an empty one for one that the network has not.</param>
    /// <param name="network">The network it belongs to.</param>
    /// <param name="real">The C# type of its numbers.</param>
    public ProgramSignature(Program program, CompiledNetwork network, string real)
    {
        _real = real;
        var nodes = program.Flatten().ToArray();
        var reads = nodes.SelectMany(n => n.Reads).Distinct().ToArray();
        var begins = program.Name is "Predict" or "Evaluate" or "Forward";
        Inputs = Tensors(
            network,
            nodes.OfType<LoadNode>().Select(l => l.Input).Concat(reads.Where(v => v.Op == Op.Input && v.Shape.Form == Form.Tokens))
                .Concat(reads.Where(v => begins && v.Op == Op.Unique).Select(v => v.Operands[0])).Distinct()
                .Select(v => (v.Get<InputAttribute>().Tensor, v.Get<InputAttribute>().Part, v)),
            begins ? network.Lengths : []);
        Outputs = Tensors(network, nodes.OfType<StoreNode>().Select(s => (s.Root.Tensor, s.Root.Index, s.Root.Value)), []);
        HasParameters = nodes.Any(n => ReadsParameters(n) || n is UpdateNode);
        Axes = [.. reads.Concat(nodes.SelectMany(n => n.Writes)).Select(Addresses.AxisOf).Where(a => a is { FixedSteps: 0, IsMain: false, IsOfUnique: false }).Distinct().Select(a => a!)];
        HasGradients = nodes.OfType<ReductionNode>().Any(r => r.Gradients.Any());
        HasMasks = nodes.OfType<CallNode>().Any(c => c.Value.Op == Op.DropoutMask);
        ReturnsLoss = program.Result is not null;
        IsShared = SharingRules.IsShared(program);
    }

    /// <summary>What the caller hands in, in the order in which the program reads it.</summary>
    public IReadOnlyList<CallerTensor> Inputs { get; }

    /// <summary>What the caller gets.</summary>
    public IReadOnlyList<CallerTensor> Outputs { get; }

    /// <summary>The axes beside the main one whose number of steps the caller tells.</summary>
    public IReadOnlyList<Axis> Axes { get; }

    /// <summary>Whether parameters are read as they are: tables and what multiplies element by element.</summary>
    public bool HasParameters { get; }

    public bool HasGradients { get; }

    public bool HasMasks { get; }

    public bool ReturnsLoss { get; }

    /// <summary>Whether several threads may do it together; the last parameter then tells which of them runs it.</summary>
    public bool IsShared { get; }

    public string Parameters => string.Join(", ", Extents.Select(p => $"{p.Type} {p.Name}").Prepend($"in Arena<{_real}> arena").Concat(IsShared ? ["Worker worker"] : []));

    /// <summary>The parameters behind the arena, without the worker.</summary>
    public IEnumerable<(string Type, string Name)> Extents
    {
        get
        {
            (string Type, string Name)[] none = [];
            return none.Append((_real + "*", "packed"))
                .Concat(HasParameters ? [(_real + "*", "parameters")] : none)
                .Concat(Inputs.Concat(Outputs).Select(t => (t.ElementOf(_real) + "*", PointerName(t.Name))))
                .Concat(HasGradients ? [(_real + "*", "gradients")] : none)
                .Concat([("int", "batch"), ("int", "steps")]).Concat(Axes.Select(a => ("int", a.Name)))
                .Concat(HasMasks ? [("ulong", "seed"), ("long", "step")] : none);
        }
    }

    /// <summary>Products read their weights from the panels; only kernels and look-ups take parameters as they are.</summary>
    public static bool ReadsParameters(Node node) => node is KernelNode or CallNode && node.Reads.Any(v => v.Op == Op.Parameter);

    public static string TensorName(string name) => Identifier.Camel(name);

    /// <summary>The pointer to a caller's tensor, told apart from the plane of the same value.</summary>
    public static string PointerName(string name) => TensorName(name) + "Data";

    /// <summary>Programs that share an arena share its plan.</summary>
    public static string PlanName(Program program) => program.Name is "Forward" or "Loss" or "Backward" ? "Training" : program.Name;

    /// <summary>
    /// What is the model's own first, then what is declared whether the program reads it or not, then the layers' states in the order of
    /// the layers.
    /// </summary>
    private static IReadOnlyList<CallerTensor> Tensors(CompiledNetwork network, IEnumerable<(TensorId Tensor, int Part, Value Value)> parts, IReadOnlyList<CallerTensor> declared)
    {
        CallerTensor[] read =
        [
            .. parts.GroupBy(p => p.Tensor)
                .OrderBy(g => g.Min(p => p.Value.Id))
                .Select(g => new CallerTensor(g.Key, network.PartsOf(g.Key, g.Select(p => p.Part)), g.First().Value.Shape)),
        ];
        return
        [
            .. read.Where(t => t.Id.IsOfModel), .. declared.Where(d => read.All(t => t.Id != d.Id)),
            .. read.Where(t => !t.Id.IsOfModel),
        ];
    }
}

/// <summary>A block of the caller's memory: <c>[parts, batch, (steps,) columns]</c>.</summary>
internal sealed record CallerTensor(TensorId Id, int Parts, Shape Shape)
{
    public string Name => Id.Name;

    /// <summary>What it is, or, for a gradient, what the tensor is whose gradient it is.</summary>
    public TensorRole Role => Id.Role;

    public string Identifier => ProgramSignature.TensorName(Name);

    /// <summary>Whether it holds the number of steps of each sample.</summary>
    public bool IsLengths => Role == TensorRole.Lengths;

    /// <summary>The variable with the number of steps that its lengths count.</summary>
    public string StepsName(CompiledNetwork compiled) => Layers.Lowering.AxisOf(InputOf(compiled), compiled.Spec)!.Name;

    /// <summary>The declaration of an input, or of that whose lengths these are.</summary>
    public InputSpec InputOf(CompiledNetwork compiled) => compiled.Spec.Inputs.First(i => i.Name == Id.Of);

    /// <summary>The C# type of its elements.</summary>
    public string ElementOf(string real) => Shape.Form == Form.Tokens ? "int" : real;
}
