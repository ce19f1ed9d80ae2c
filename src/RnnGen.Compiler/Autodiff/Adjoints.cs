using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Autodiff;

/// <summary>The gradients gathered so far, each a sum of contributions.</summary>
internal sealed class Adjoints
{
    private readonly Dictionary<Value, Value> _sums = [];

    public IEnumerable<Value> Targets => _sums.Keys;

    public Value? this[Value value] => _sums.TryGetValue(value, out var sum) ? sum : null;

    public void Add(Value target, Value contribution) =>
        _sums[target] = _sums.TryGetValue(target, out var sum) ? sum + contribution : contribution;
}
