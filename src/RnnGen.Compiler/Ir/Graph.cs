namespace RnnGen.Compiler.Ir;

/// <summary>What a root of the graph is for.</summary>
public enum RootKind
{
    /// <summary>A result for the caller: part of the tensor of that name.</summary>
    Output,

    /// <summary>A state that goes on: part of the tensor of that name. No gradient passes.</summary>
    State,

    /// <summary>The loss.</summary>
    Loss,

    /// <summary>What a tensor of the model that is not trained is from now on. No gradient passes.</summary>
    Buffer,

    /// <summary>The gradient of a part of a parameter.</summary>
    ParameterGradient,

    /// <summary>The gradient of an input of the caller: part of the tensor of that name.</summary>
    InputGradient,
}

/// <summary>A value that the program is for.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">The tensor of the caller, or the parameter.</param>
/// <param name="Index">The part of the caller's tensor.</param>
/// <param name="Value">The value.</param>
/// <param name="Parameter">The part of the parameter that a gradient belongs to, or the buffer.</param>
public sealed record Root(RootKind Kind, string Name, int Index, Value Value, ParameterAttribute? Parameter = null)
{
    /// <summary>The tensor of the caller that receives it: an output, unless it says otherwise.</summary>
    public TensorId Tensor { get; init; } = new(TensorRole.Output, Name);
}

/// <summary>A whole computation: values in an order in which operands come first, loops, and the results wanted.</summary>
public sealed class Graph(IReadOnlyList<Value> values, IReadOnlyList<Loop> loops, IReadOnlyList<Root> roots)
{
    public IReadOnlyList<Value> Values { get; } = values;

    public IReadOnlyList<Loop> Loops { get; } = loops;

    public IReadOnlyList<Root> Roots { get; } = roots;

    /// <summary>What a value needs to be computed: its operands, and for states what they start from and become.</summary>
    public static IEnumerable<Value> Dependencies(Value value)
    {
        foreach (var operand in value.Operands) yield return operand;
        if (value.Attribute is not StateAttribute { State: var state }) yield break;
        yield return state.Next;
        if (state.Initial is not null) yield return state.Initial;
    }

    /// <summary>Everything the given values need, themselves included.</summary>
    public static HashSet<Value> Reach(IEnumerable<Value> from) => Reach(from, Dependencies);

    /// <summary>Everything that can be reached from the given values, themselves included.</summary>
    public static HashSet<Value> Reach(IEnumerable<Value> from, Func<Value, IEnumerable<Value>> next)
    {
        var reached = new HashSet<Value>();
        var open = new Stack<Value>(from);
        while (open.Count > 0)
        {
            var value = open.Pop();
            if (!reached.Add(value)) continue;
            foreach (var dependency in next(value)) open.Push(dependency);
        }

        return reached;
    }

    /// <summary>The operations that read each value.</summary>
    public Dictionary<Value, List<Value>> Users()
    {
        var users = Values.ToDictionary(v => v, _ => new List<Value>());
        foreach (var value in Values)
        {
            foreach (var operand in value.Operands.Distinct()) users[operand].Add(value);
        }

        return users;
    }
}
