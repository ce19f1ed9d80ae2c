using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Autodiff;

/// <summary>
/// One rule per operation: what the gradient dy of a result y adds to the gradients of its operands. Rules for time loops and for
/// reading operands of other loops are the <see cref="Differentiator"/>'s.
/// </summary>
internal static class AdjointRules
{
    /// <summary>The operands that receive a gradient, each with its contribution.</summary>
    public static IEnumerable<(Value Operand, Value Contribution)> Apply(Value y, Value dy)
    {
        var graph = y.Builder;
        var x = y.Operands;
        switch (y.Op)
        {
            case Op.Add:
                yield return (x[0], dy);
                yield return (x[1], dy);
                break;
            case Op.Subtract:
                yield return (x[0], dy);
                yield return (x[1], -dy);
                break;
            case Op.Multiply:
                yield return (x[0], dy * x[1]);
                yield return (x[1], dy * x[0]);
                break;
            case Op.Negate:
                yield return (x[0], -dy);
                break;
            case Op.Copy:
                yield return (x[0], dy);
                break;
            case Op.Sigmoid: // σ' = σ(1 − σ)
                yield return (x[0], dy * (y * (1 - y)));
                break;
            case Op.Tanh: // tanh' = 1 − tanh²
                yield return (x[0], dy * (1 - (y * y)));
                break;
            case Op.Relu: // 1 where the result is positive
                yield return (x[0], dy * graph.Unary(Op.Step, y));
                break;
            case Op.MatMul: // y = x·Wᵀ
                yield return (x[0], graph.MatMulTransposed(dy, x[1]));
                yield return (x[1], graph.OuterProduct(dy, x[0]));
                break;
            case Op.Mean: // a scalar, the same for every element
                yield return (x[0], dy * graph.InverseCount(x[0].Shape));
                break;
            default:
                throw new NotSupportedException($"{y.Op} has no adjoint rule: it appears only in gradients or after the passes.");
        }
    }
}
