using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Autodiff;

/// <summary>
/// Reverse mode on the graph: adds to the forward graph the gradients of its parameters and, if asked for, of its inputs. The
/// adjoint of a time loop is a loop in the other direction (back-propagation through time): its states carry the gradients of the
/// states, and it reads the values of the forward loop at the same step.
/// </summary>
public sealed class Differentiator
{
    private readonly GraphBuilder _graph;
    private readonly Value[] _forward;
    private readonly HashSet<Value> _active;
    private readonly HashSet<Value> _carried;
    private readonly Adjoints _adjoints = new();

    private Differentiator(GraphBuilder graph, bool inputs)
    {
        _graph = graph;
        _forward = [.. graph.Values];
        _carried = [.. _forward.Where(v => v.Attribute is InputAttribute { Tensor.Role: TensorRole.Carried })];
        _active = Active(inputs);
    }

    /// <summary>
    /// Differentiates the loss; without one, the caller hands in the gradient of every output, as inputs named d_output, and gets
    /// the gradients of all inputs.
    /// </summary>
    public static void Differentiate(GraphBuilder graph, CancellationToken cancellation = default)
    {
        var loss = graph.Roots.FirstOrDefault(r => r.Kind == RootKind.Loss);
        var differentiator = new Differentiator(graph, inputs: loss is null);
        if (loss is not null)
        {
            differentiator._adjoints.Add(loss.Value, graph.Constant(1));
        }
        else
        {
            foreach (var output in graph.Roots.Where(r => r.Kind == RootKind.Output).ToArray())
            {
                var shape = output.Value.Shape;
                differentiator._adjoints.Add(output.Value, graph.Input(output.Tensor.Gradient, output.Index, shape.Columns, shape.Axis));
            }
        }

        differentiator.Run(cancellation);
        if (loss is null) differentiator.AddInputGradients();
    }

    private static string GradientName(string name)
    {
        var dot = name.LastIndexOf('.') + 1;
        return name.Length == 0 ? "" : name.Substring(0, dot) + "d" + name.Substring(dot);
    }

    /// <summary>The values that depend on a trained parameter, or on an input where those have gradients; through states as well.</summary>
    private HashSet<Value> Active(bool inputs)
    {
        var active = new HashSet<Value>();
        int before;
        do
        {
            before = active.Count;
            foreach (var value in _forward)
            {
                var source = value.Attribute is ParameterAttribute { Tensor.Trainable: true } || (inputs && HasGradient(value));
                if (source || (value.Op.CarriesGradient() && Graph.Dependencies(value).Any(active.Contains))) active.Add(value);
            }
        }
        while (active.Count > before);

        return active;
    }

    /// <summary>States carried over from the window before are where truncated back-propagation ends.</summary>
    private bool HasGradient(Value value) =>
        value is { Op: Op.Input, Shape.Form: Form.Plane } && !_carried.Contains(value);

    private void Run(CancellationToken cancellation)
    {
        var done = new HashSet<Loop>();
        foreach (var value in Enumerable.Reverse(_forward))
        {
            cancellation.ThrowIfCancellationRequested();
            if (value.Loop is { } loop)
            {
                if (done.Add(loop)) DifferentiateLoop(loop);
            }
            else if (!value.Op.IsLeaf() && value.Op != Op.Input && _adjoints[value] is { } gradient)
            {
                Propagate(value, gradient, _adjoints.Add);
            }
        }
    }

    private void Propagate(Value value, Value gradient, Action<Value, Value> add)
    {
        if (!_active.Contains(value)) return;
        if (gradient.Op != Op.Constant) gradient.Named(GradientName(value.Name));
        foreach (var (operand, contribution) in AdjointRules.Apply(value, Widen(gradient, value)))
        {
            if (!_active.Contains(operand)) continue;
            var sum = SumTo(operand, contribution);
            if (operand.Op == Op.Parameter) AddParameterGradient(operand, sum);
            else add(operand, sum);
        }
    }

    /// <summary>
    /// A gradient that is one number for several elements (that of a sum) stays so as long as only element-wise operations of one
    /// shape read it: where the rule multiplies matrices or adds up elements, each must be there.
    /// </summary>
    private Value Widen(Value gradient, Value value)
    {
        if (!gradient.Shape.IsNarrowerThan(value.Shape)) return gradient;
        var stays = value.Op.IsElementwise() && !value.Operands.Any(o => o.Op != Op.Constant && o.Shape.IsNarrowerThan(value.Shape));
        return stays ? gradient : Full(gradient, value.Shape);
    }

    /// <summary>A gradient with all its elements.</summary>
    private Value Full(Value gradient, Shape shape) => gradient.Shape.IsNarrowerThan(shape) ? _graph.Broadcast(gradient, shape) : gradient;

    /// <summary>What stood for several elements gets the sum of their gradients.</summary>
    private Value SumTo(Value operand, Value contribution)
    {
        var (to, from) = (operand.Shape, contribution.Shape);
        if (from.Form == Form.Plane && to.Form == Form.Scalar) return _graph.Sum(contribution);
        if (from.Form == Form.Plane && to.Form == Form.Vector) return _graph.SumRows(contribution);
        if (from.Form != Form.Plane || to.Form != Form.Plane) return contribution;
        if (to.Columns.Size < from.Columns.Size) contribution = _graph.SumColumns(contribution);
        return from.Time && !to.Time && _graph.Scope is null ? _graph.SumSteps(contribution) : contribution;
    }

    /// <summary>A parameter may be read at several places: each contribution is a root of its own, and they add up in memory.</summary>
    private void AddParameterGradient(Value parameter, Value contribution)
    {
        var part = parameter.Get<ParameterAttribute>();
        _graph.AddRoot(new Root(RootKind.ParameterGradient, part.Tensor.Name, 0, contribution, part));
    }

    private void DifferentiateLoop(Loop loop)
    {
        var body = _forward.Where(v => v.Loop == loop).ToArray();
        var finals = _forward.Where(v => v.Op == Op.Final && v.Get<StateAttribute>().State.Loop == loop);

        // What nothing reads that is differentiated: its adjoint would be zero, and would need values that Forward does not compute.
        if (body.Concat(finals).All(v => _adjoints[v] is null)) return;

        var backward = _graph.AddLoop(loop.Name, loop.Axis, !loop.Reverse);
        var inner = new Adjoints();
        var outer = new Adjoints();

        var states = new List<(LoopState Forward, LoopState Backward)>();
        foreach (var state in loop.States.Where(s => _active.Contains(s.Next)))
        {
            var final = _forward.FirstOrDefault(v => v.Op == Op.Final && v.Get<StateAttribute>().State == state);
            var gradient = final is null ? null : _adjoints[final];
            var initial = gradient is null ? null : Full(gradient, Shape.Plane(state.Columns, null));
            states.Add((state, _graph.AddState(backward, "d" + state.Name, state.Columns, initial)));
        }

        _graph.Within(backward, () =>
        {
            // What reaches the loop from outside are the gradients of its sequences; states bring those of later steps.
            foreach (var value in body)
            {
                if (_adjoints[value] is { } gradient) inner.Add(value, gradient);
            }

            foreach (var (forward, gradient) in states)
            {
                var next = forward.Next;
                (next.Loop == loop ? inner : outer).Add(next, _graph.Previous(gradient).Named(GradientName(next.Name) + "_next"));
            }

            foreach (var value in Enumerable.Reverse(body).Where(v => v.Op != Op.Previous))
            {
                if (inner[value] is not { } gradient) continue;
                if (states.Any(s => s.Forward.Next == value)) gradient = Vanishing(gradient);
                Propagate(value, gradient, (operand, contribution) =>
                {
                    // What is summed over all rows (for keys that every step looks at) is no matter of one step.
                    if (contribution.Op.IsReduction()) _graph.Within(null, () => _adjoints.Add(operand, contribution));
                    else (operand.Loop == loop ? inner : outer).Add(operand, contribution);
                });
            }

            foreach (var (forward, gradient) in states)
            {
                var previous = body.FirstOrDefault(v => v.Op == Op.Previous && v.Get<StateAttribute>().State == forward);
                var next = previous is null ? null : inner[previous];
                gradient.Next = next is null ? 0 * _graph.Previous(gradient) : Full(next, previous!.Shape).Named(GradientName(previous.Name));

                // Several loops may start from one value; the sum of what they bring is no matter of a step.
                if (forward.Initial is { } initial && _active.Contains(initial)) _graph.Within(null, () => _adjoints.Add(initial, _graph.Final(gradient)));
            }

            return true;
        });
        foreach (var value in outer.Targets.ToArray()) AddOuter(backward, value, outer[value]!);
    }

    /// <summary>
    /// The gradient of a state, which becomes smaller step by step until it is subnormal, and arithmetic with it slow, if nothing
    /// ends it: back-propagation through a hundred steps of a network that has just been drawn comes to that.
    /// </summary>
    private Value Vanishing(Value gradient) => gradient.Op == Op.Constant ? gradient : _graph.Unary(Op.Flush, gradient);

    /// <summary>
    /// The gradient of a value that the loop reads from outside: a sequence gets the sequence of contributions; a value that is
    /// the same at every step gets their sum, which a state gathers.
    /// </summary>
    private void AddOuter(Loop backward, Value value, Value contribution)
    {
        if (value.Shape.Time)
        {
            _adjoints.Add(value, contribution.Named(backward.Name + ".dx"));
            return;
        }

        var sum = _graph.AddState(backward, "d" + value.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), value.Shape.Columns, null);
        sum.Next = _graph.Within(backward, () => _graph.Previous(sum) + contribution);
        _adjoints.Add(value, _graph.Final(sum));
    }

    /// <summary>A part of a tensor that no output depends on has a gradient of zero beside those of the other parts.</summary>
    private void AddInputGradients()
    {
        foreach (var parts in _forward.Where(HasGradient).GroupBy(input => input.Get<InputAttribute>().Tensor).Where(parts => parts.Any(input => _adjoints[input] is not null)))
        {
            foreach (var input in parts)
                _graph.AddRoot(RootKind.InputGradient, parts.Key.Gradient, input.Get<InputAttribute>().Part, Full(_adjoints[input] ?? _graph.Constant(0), input.Shape));
        }
    }
}
