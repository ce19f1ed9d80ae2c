using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>The activation of a plain recurrent layer.</summary>
public enum RnnActivation
{
    Tanh,
    Relu,
}

/// <summary>
/// Plain (Elman) recurrent layer: <c>h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh)</c>, or ReLU in place of tanh. PyTorch's RNN.
/// </summary>
public sealed record RnnSpec(string Name, int Units, RnnActivation Activation) : RecurrentSpec(Name, Units)
{
    protected override string Kind => Activation == RnnActivation.Tanh ? "RNN (tanh)" : "RNN (ReLU)";

    protected override int Gates => 1;

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states)
    {
        var sum = cell.FromInput(0, x) + cell.FromHidden(0, states[0]);
        return [Activation == RnnActivation.Tanh ? cell.Tanh(sum, "h") : cell.Relu(sum, "h")];
    }
}
