using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// Plain (Elman) recurrent layer: <c>h' = f(W_ih·x + b_ih + W_hh·h + b_hh)</c>, f = tanh unless another is named. PyTorch's RNN; Keras'
/// SimpleRNN and the tutorial's <c>h' = tanh(W_h·h + W_x·x + b_h)</c> have one bias. ONNX: <c>W</c>, <c>R</c>, and <c>B</c> = both biases.
/// </summary>
public sealed record RnnSpec(string Name, int Units) : RecurrentSpec(Name, Units)
{
    protected override string Kind => "RNN (" + ActivationInForce.Kind switch
    {
        ActivationKind.Tanh => "tanh",
        ActivationKind.Relu => "ReLU",
        _ => ActivationInForce.ToString(),
    } + ")";

    protected internal override int Gates => 1;

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states) =>
        [cell.Gate(ActivationInForce, cell.FromInput(0, x) + cell.FromHidden(0, states[0]), "h")];
}
