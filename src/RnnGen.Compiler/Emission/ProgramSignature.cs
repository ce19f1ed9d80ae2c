using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>The parameters of a program's method: the arena, the packed weights, the caller's tensors, then the run-time extents.</summary>
internal sealed class ProgramSignature
{
    private readonly string _real;

    public ProgramSignature(Program program, string real)
    {
        _real = real;
        var nodes = program.Flatten().ToArray();
        Inputs = Tensors(nodes.OfType<LoadNode>().Select(l => (l.Input.Get<InputAttribute>().Name, l.Input)));
        Outputs = Tensors(nodes.OfType<StoreNode>().Select(s => (s.Root.Kind == RootKind.InputGradient ? "d_" + s.Root.Name : s.Root.Name, s.Root.Value)));
        HasGradients = nodes.OfType<GradientNode>().Any();
        HasMasks = nodes.OfType<MaskNode>().Any();
        ReturnsLoss = nodes.OfType<MeanNode>().Any();
    }

    /// <summary>What the caller hands in, in the order in which the program reads it.</summary>
    public IReadOnlyList<CallerTensor> Inputs { get; }

    /// <summary>What the caller gets.</summary>
    public IReadOnlyList<CallerTensor> Outputs { get; }

    public bool HasGradients { get; }

    public bool HasMasks { get; }

    public bool ReturnsLoss { get; }

    public string Parameters
    {
        get
        {
            var tensors = Inputs.Concat(Outputs).Select(t => $"{_real}* {PointerName(t.Name)}");
            string[] gradients = HasGradients ? [$"{_real}* gradients"] : [];
            string[] masks = HasMasks ? ["ulong seed", "long step"] : [];
            return string.Join(", ", new[] { $"in Arena<{_real}> arena", $"{_real}* packed" }.Concat(tensors).Concat(gradients).Append("int batch").Append("int steps").Concat(masks));
        }
    }

    public static string TensorName(string name) => Identifier.Camel(name);

    /// <summary>The pointer to a caller's tensor, told apart from the plane of the same value.</summary>
    public static string PointerName(string name) => TensorName(name) + "Data";

    /// <summary>Programs that share an arena share its plan.</summary>
    public static string PlanName(Program program) => program.Name is "Forward" or "Loss" or "Backward" ? "Training" : program.Name;

    /// <summary>The model's own x or y first, then the layers' states in the order of the layers.</summary>
    private static IReadOnlyList<CallerTensor> Tensors(IEnumerable<(string Name, Value Value)> parts) =>
    [
        .. parts.GroupBy(p => p.Name, p => p.Value, StringComparer.Ordinal)
            .OrderBy(g => g.Key.IndexOf('.') < 0 ? 0 : 1).ThenBy(g => g.Min(v => v.Id))
            .Select(g => new CallerTensor(g.Key, g.Count(), g.First().Shape)),
    ];
}

/// <summary>A block of the caller's memory: <c>[parts, batch, (steps,) columns]</c>.</summary>
internal sealed record CallerTensor(string Name, int Parts, Shape Shape)
{
    public string Identifier => ProgramSignature.TensorName(Name);
}
