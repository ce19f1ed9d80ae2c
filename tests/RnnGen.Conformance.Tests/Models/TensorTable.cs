using RnnGen.Compiler.Emission;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Spec;

namespace Conformance.Models;

/// <summary>A tensor that a model takes or gives: <c>[parts, batch, (steps,) columns]</c>.</summary>
/// <param name="Parts">Blocks before the batch axis: the cells of a stack for its states.</param>
/// <param name="Axis">Its time axis.</param>
/// <param name="Columns">Values per row.</param>
/// <param name="Choices">For whole numbers, how many different ones there are; 0 for numbers; −1 for lengths.</param>
public sealed record TensorShape(int Parts, Axis? Axis, int Columns, int Choices)
{
    public int Length(int batch, int steps) => Parts * batch * Columns * (Axis?.StepsOf(steps) ?? 1);
}

/// <summary>The tensors of a model by the identifiers of the generated members' parameters.</summary>
public sealed class TensorTable
{
    private readonly Dictionary<string, TensorShape> _shapes = new(StringComparer.Ordinal);

    public TensorTable(ModelSpec spec)
    {
        var network = CompiledNetwork.Compile(spec, CancellationToken.None);
        foreach (var program in new[] { network.Predict, network.Training, network.Step }.OfType<MemoryPlan>().SelectMany(p => p.Programs))
        {
            var nodes = program.Flatten().ToArray();
            Add(nodes.OfType<LoadNode>().Select(n => n.Input).Concat(nodes.SelectMany(n => n.Reads).Select(v => v.Op == Op.Unique ? v.Operands[0] : v).Where(v => v.Shape.Form == Form.Tokens).Distinct())
                .Select(v => (v.Get<InputAttribute>().Tensor, v.Get<InputAttribute>().Part, v)), network);
            Add(nodes.OfType<StoreNode>().Select(n => (n.Root.Tensor, n.Root.Index, n.Root.Value)), network);
        }

        // Lengths may be declared and read by no program.
        foreach (var input in spec.Inputs.Where(i => i.Lengths)) _shapes.TryAdd(Identifier.Camel(NameRules.LengthsOf(input).Name), new TensorShape(1, null, 1, -1));
    }

    public TensorShape this[string name] => _shapes.TryGetValue(name, out var shape) ? shape : throw new KeyNotFoundException($"There is no tensor '{name}'.");

    private void Add(IEnumerable<(TensorId Tensor, int Part, Value Value)> tensors, CompiledNetwork network)
    {
        foreach (var tensor in tensors.GroupBy(t => t.Tensor))
        {
            var value = tensor.First().Value;
            _shapes[Identifier.Camel(tensor.Key.Name)] = new TensorShape(
                network.PartsOf(tensor.Key, tensor.Select(t => t.Part)),
                value.Shape.Axis,
                value.Shape.Form == Form.Tokens ? 1 : value.Shape.Columns.Size,
                value.Shape.Form == Form.Tokens ? Choices(tensor.Key, network) : 0);
        }
    }

    private static int Choices(TensorId tensor, CompiledNetwork network) => tensor.Role switch
    {
        TensorRole.Input => network.Spec.Inputs.First(i => i.Name == tensor.Of).Vocabulary,
        TensorRole.Target => network.Outputs.First(o => o.Name == tensor.Of).Value.Shape.Columns.Size,
        _ => -1,
    };
}
