using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

public enum ActivationKind
{
    Linear,
    Relu,
    Tanh,
    Sigmoid,
}

public sealed record DenseSpec(string Name, int Units, ActivationKind Activation) : LayerSpec(Name);
