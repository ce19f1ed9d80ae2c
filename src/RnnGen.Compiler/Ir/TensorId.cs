namespace RnnGen.Compiler.Ir;

/// <summary>What a tensor of the caller is.</summary>
public enum TensorRole
{
    /// <summary>An input of the model.</summary>
    Input,

    /// <summary>How many steps of each sample of an input count.</summary>
    Lengths,

    /// <summary>An output of the model.</summary>
    Output,

    /// <summary>What an output should be.</summary>
    Target,

    /// <summary>Where a state starts.</summary>
    State,

    /// <summary>Where a state starts in training that goes on from the window before; the workspace keeps it.</summary>
    Carried,

    /// <summary>What a state is after the last step.</summary>
    Final,

    /// <summary>What a state is before the first step and after every one.</summary>
    States,

    /// <summary>What a layer hands out beside its output and its states.</summary>
    Inner,

    /// <summary>What was computed before a stream began.</summary>
    Context,
}

/// <summary>A tensor of the caller by what it is. Its name follows from that, and nothing follows from its name.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Of">The input, output or state that it is or belongs to: <c>x</c>, <c>dense2</c>, <c>gru1.h</c>.</param>
/// <param name="IsGradient">Whether it is the gradient of that tensor.</param>
public sealed record TensorId(TensorRole Role, string Of, bool IsGradient = false)
{
    /// <summary>The name of an input that has none of its own.</summary>
    public const string DefaultInput = "x";

    /// <summary>The name of an output that is the only one.</summary>
    public const string OnlyOutput = "y";

    public string Name => (IsGradient ? "d_" : "") + Role switch
    {
        TensorRole.Lengths => Of == DefaultInput ? "lengths" : Of + "_lengths",
        TensorRole.Target => Of == OnlyOutput ? "target" : Of + "_target",
        TensorRole.State or TensorRole.Carried => Of + "0",
        TensorRole.Final => Of + "n",
        TensorRole.States => Of + ".states",
        _ => Of,
    };

    /// <summary>Whether it belongs to the model as a whole, not to a layer.</summary>
    public bool IsOfModel => Role is TensorRole.Input or TensorRole.Lengths or TensorRole.Output or TensorRole.Target;

    /// <summary>Whether it is what a layer gives beside the outputs of the model: who predicts may do without.</summary>
    public bool IsBeside => !IsGradient && Role is TensorRole.Final or TensorRole.States or TensorRole.Inner;

    /// <summary>The tensor of its gradient.</summary>
    public TensorId Gradient => this with { IsGradient = true };
}
