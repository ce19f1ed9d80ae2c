using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Streaming;

/// <summary>
/// What a stream remembers in place of a sequence that can be looked up: for every value that some operation wants from steps before, a
/// chain of states, each of which hands to the next what it has held.
/// </summary>
internal sealed class DelayLines(GraphBuilder target)
{
    /// <summary>A state per step: beyond some of them a stream would copy more than it computes.</summary>
    private const int MaxSteps = 256;

    private readonly Dictionary<Value, (string Tensor, Loop Loop, List<LoopState> States)> _lines = [];

    /// <summary>The states of all lines.</summary>
    public IEnumerable<LoopState> States => _lines.Values.SelectMany(l => l.States);

    /// <summary>Whether a stream can do without the whole sequence: it looks back, and not too far.</summary>
    public static bool CanHold(Value value) => value.Op == Op.Shift && value.Get<ShiftAttribute>().Steps is > 0 and <= MaxSteps;

    /// <summary>What x was some steps ago.</summary>
    /// <param name="x">What the line holds.</param>
    /// <param name="shift">The operation of the sequence, whose name the states get.</param>
    public Value Add(Value x, Value shift)
    {
        if (!_lines.TryGetValue(x, out var line))
        {
            var name = shift.Name.Length > 0 ? shift.Name : "past" + shift.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _lines.Add(x, line = (name, target.AddLoop(name, x.Shape.Axis!, reverse: false), []));
        }

        while (line.States.Count < shift.Get<ShiftAttribute>().Steps) Extend(line.Tensor, line.Loop, line.States, x);
        return target.Previous(line.States[shift.Get<ShiftAttribute>().Steps - 1]);
    }

    private void Extend(string tensor, Loop loop, List<LoopState> states, Value x)
    {
        var before = states.Count == 0 ? x : target.Previous(states[states.Count - 1]);
        var initial = target.Input(new TensorId(TensorRole.State, tensor), states.Count, x.Shape.Columns, null);
        var state = target.AddState(loop, "past", x.Shape.Columns, initial);
        (state.Tensor, state.Part) = (tensor, states.Count);
        state.Next = target.Within(loop, () => target.Unary(Op.Copy, before));
        states.Add(state);
    }
}
