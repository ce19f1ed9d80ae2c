using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// What values are at steps beyond a sample's length, where its mask is 0: zero, or equal to another value at that step. What follows
/// from the equations alone is known; the mask of a loop's states, and of gradients, makes it follow.
/// </summary>
internal sealed class BeyondLengths
{
    /// <summary>What a value equals there; null for zero.</summary>
    private readonly Dictionary<Value, Value?> _equals = [];

    /// <param name="graph">The values.</param>
    /// <param name="mask">1 at the steps within the lengths.</param>
    public BeyondLengths(Graph graph, Value mask)
    {
        foreach (var value in graph.Values) _equals.Add(value, value == mask ? null : Find(value));
    }

    public bool IsZero(Value value) => _equals[value] is null;

    /// <summary>Whether a step there leaves a state as it was.</summary>
    public bool IsKept(LoopState state) => _equals[state.Next] is { Op: Op.Previous } previous && previous.Get<StateAttribute>().State == state;

    private Value? Find(Value value)
    {
        Value? At(int operand) => _equals[value.Operands[operand]];
        bool IsZeroAt(int operand) => At(operand) is null;
        switch (value.Op)
        {
            case Op.Constant:
                return value.Get<ConstantAttribute>().Number == 0 ? null : value;
            case Op.Copy or Op.Broadcast:
            case Op.Flush: // What these steps hand on as it is, the next one that counts flushes; behind the last, less than 2⁻¹⁰⁰ may be left.
                return At(0);
            case Op.Select:
                return IsZeroAt(0) ? At(2) : At(1) == At(2) ? At(1) : value;
            case Op.Multiply:
                return IsZeroAt(0) || IsZeroAt(1) ? null : value;
            case Op.Add:
                return IsZeroAt(0) ? At(1) : IsZeroAt(1) ? At(0) : value;
            case Op.Subtract:
                return IsZeroAt(1) ? At(0) : value;
            case Op.Product:
                var view = new ProductView(value);
                if (view.Biases.Count > 0 || view.Terms.Any(t => !IsZero(t.Left))) return value;
                return view.Addend is null ? null : _equals[view.Addend];
            case Op.Negate or Op.Abs or Op.Sign or Op.Sqrt or Op.Tanh or Op.Relu or Op.Max or Op.Min
                or Op.SumColumns or Op.MaxColumns or Op.Concat or Op.Interleave or Op.Slice or Op.Tile or Op.SumTiles or Op.Stretch or Op.SumRuns:
                return value.Operands.All(IsZero) ? null : value;
            default:
                return value;
        }
    }
}
