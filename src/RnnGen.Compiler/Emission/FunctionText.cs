using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Emission;

/// <summary>How calls of element-wise functions are written: which class of the run-time library has them at a model's accuracy.</summary>
internal sealed class FunctionText(Precision precision, ActivationAccuracy activations)
{
    /// <summary>Double precision is the reference: it has one accuracy.</summary>
    private readonly bool _fast = activations == ActivationAccuracy.Fast && precision == Precision.Float32;

    public string Call(Op op, IEnumerable<string> arguments) =>
        $"{(_fast && (op is Op.Tanh or Op.Sigmoid) ? "FastMath" : "VectorMath")}.{op}({string.Join(", ", arguments)})";
}
