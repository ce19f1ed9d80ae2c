using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Passes;

/// <summary>
/// Turns trees of additions with matrix products among their leaves into one Product, whose accumulators start from the other
/// leaves. Inside a loop, the products that do not depend on the loop's states (the input projection) become a Product of their
/// own outside, over all steps at once, which the recurrent one starts from.
/// </summary>
public sealed class FoldSums(Graph source) : GraphRewriter(source)
{
    private readonly Dictionary<Value, List<Value>> _users = source.Users();
    private readonly HashSet<Value> _kept = [.. source.Roots.Select(r => r.Value), .. source.Loops.SelectMany(l => l.States).Select(s => s.Next)];

    protected override Value Rewrite(Value value)
    {
        if (IsMatMul(value)) return Fold(value, new Sum(value.Op == Op.MatMulTransposed) { Terms = { value } });
        if (value.Op != Op.Add) return base.Rewrite(value);
        var first = FirstMatMul(value, value);
        if (first is null) return base.Rewrite(value);
        var sum = new Sum(first.Op == Op.MatMulTransposed);
        Flatten(value, value, sum);
        return Fold(value, sum);
    }

    private static bool IsMatMul(Value value) => value.Op is Op.MatMul or Op.MatMulTransposed;

    /// <summary>Whether only the sum that ends in <paramref name="top"/> reads a value, and reads it once, so that it may dissolve in it.</summary>
    private bool IsInner(Value value, Value top) =>
        value.Loop == top.Loop && !_kept.Contains(value) && _users[value] is [{ Op: Op.Add } sum] && sum.Operands[0] != sum.Operands[1];

    /// <summary>Whether it is rows of a product that nobody else reads: its sums may start from the biases then.</summary>
    private bool IsLookedUp(Value value) =>
        value.Op == Op.FromUnique && IsMatMul(value.Operands[0]) && _users[value.Operands[0]].Count == 1
        && !_kept.Contains(value) && _users[value] is [{ Op: Op.Add } sum] && sum.Operands[0] != sum.Operands[1];

    private Value? FirstMatMul(Value value, Value top)
    {
        foreach (var operand in value.Operands)
        {
            if (IsLookedUp(operand)) return operand;
            if (!IsInner(operand, top)) continue;
            if (IsMatMul(operand)) return operand;
            if (operand.Op == Op.Add && FirstMatMul(operand, top) is { } found) return found;
        }

        return null;
    }

    private void Flatten(Value value, Value top, Sum sum)
    {
        foreach (var operand in value.Operands)
        {
            if (operand.Op == Op.Add && IsInner(operand, top)) Flatten(operand, top, sum);
            else if (IsMatMul(operand) && IsInner(operand, top) && (operand.Op == Op.MatMulTransposed) == sum.Transposed) sum.Terms.Add(operand);
            else if (!sum.Transposed && IsLookedUp(operand)) sum.LookedUp.Add(operand);
            else if (operand is { Op: Op.Parameter, Shape.Form: Form.Vector }) sum.Biases.Add(operand);
            else if (operand.Shape.IsNarrowerThan(value.Shape)) sum.Narrow.Add(operand);
            else sum.Addends.Add(operand);
        }
    }

    private Value Fold(Value value, Sum sum)
    {
        // Products of one axis (or of none: the same at every step) are computed at once, outside the loop.
        var outside = sum.Terms.Where(t => value.Loop is not null && t.Operands[0].Loop != value.Loop)
            .GroupBy(t => t.Operands[0].Shape.Axis).Select(g => g.ToArray()).ToArray();
        Value[] inside = [.. sum.Terms.Except(outside.SelectMany(t => t))];
        List<Value> biases = [.. sum.Biases.Select(Map)];
        List<Value> addends = [.. sum.Addends.Select(Map)];
        foreach (var terms in sum.LookedUp.GroupBy(v => v.Operands[1]))
            Start(start => Target.FromUnique(ProductView.Create(Target, sum.Transposed, null, Pairs(terms.Select(t => t.Operands[0])), start).Named(value.Name.Length > 0 ? value.Name + "_unique" : ""), Map(terms.Key)));
        foreach (var terms in outside) Start(start => ProductView.Create(Target, sum.Transposed, null, Pairs(terms), start));

        return In(value.Loop, () =>
        {
            var addend = addends.Count > 0 ? addends.Aggregate((a, b) => a + b) : null;
            if (addend is not null && value.Name.Length > 0 && inside.Length > 0) addend.Named(value.Name + "_start");

            // An accumulator starts from its bias or from the addend: with both, the addend is added afterwards.
            var both = addend is not null && biases.Count > 0;
            var result = inside.Length == 0 ? addend! : ProductView.Create(Target, sum.Transposed, both ? null : addend, Pairs(inside), biases);
            if (both && inside.Length > 0) result += addend!;
            if (value.Shape.Time && !result.Shape.Time) result = Target.Unary(Op.Copy, result);
            return sum.Narrow.Select(Map).Aggregate(result, (total, narrow) => total + narrow);
        });

        // The first of what the others start from has the biases.
        void Start(Func<List<Value>, Value> make)
        {
            var name = value.Name.Length == 0 || inside.Length + addends.Count == 0 ? value.Name : value.Name + "_x";
            var start = biases;
            addends.Add(In(null, () => make(start)).Named(name));
            biases = [];
        }
    }

    private (Value Left, Value Weights)[] Pairs(IEnumerable<Value> terms) => [.. terms.Select(t => (Map(t.Operands[0]), Map(t.Operands[1])))];

    private sealed class Sum(bool transposed)
    {
        public bool Transposed { get; } = transposed;

        public List<Value> Terms { get; } = [];

        /// <summary>Rows of products with one row for every different token.</summary>
        public List<Value> LookedUp { get; } = [];

        public List<Value> Biases { get; } = [];

        public List<Value> Addends { get; } = [];

        /// <summary>Scalars, vectors and columns: no accumulator can start from them.</summary>
        public List<Value> Narrow { get; } = [];
    }
}
