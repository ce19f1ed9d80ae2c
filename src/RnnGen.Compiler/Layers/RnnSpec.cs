namespace RnnGen.Compiler.Layers;

public enum RnnActivation
{
    Tanh,
    Relu,
}

public sealed record RnnSpec(string Name, int Units, RnnActivation Activation) : RecurrentSpec(Name, Units);
