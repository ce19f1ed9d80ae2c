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
            case Op.Divide: // y = a / b
                yield return (x[0], Quotient(dy, x[1]));
                yield return (x[1], -Quotient(dy * y, x[1]));
                break;
            case Op.Max: // the larger one; b where they are equal
                var first = graph.Binary(Op.Greater, x[0], x[1]);
                yield return (x[0], dy * first);
                yield return (x[1], dy * (1 - first));
                break;
            case Op.Min:
                var second = graph.Binary(Op.Greater, x[1], x[0]);
                yield return (x[0], dy * second);
                yield return (x[1], dy * (1 - second));
                break;
            case Op.Select: // not dy·mask: the gradient of what is not taken may be no number
                yield return (x[1], graph.Select(x[0], dy, graph.Constant(0)));
                yield return (x[2], graph.Select(x[0], graph.Constant(0), dy));
                break;
            case Op.Negate:
                yield return (x[0], -dy);
                break;
            case Op.Copy or Op.Broadcast:
                yield return (x[0], dy);
                break;
            case Op.Exp:
                yield return (x[0], dy * y);
                break;
            case Op.Log:
                yield return (x[0], Quotient(dy, x[0]));
                break;
            case Op.Sqrt: // √' = ½ / √
                yield return (x[0], Quotient(0.5 * dy, y));
                break;
            case Op.Abs:
                yield return (x[0], dy * graph.Unary(Op.Sign, x[0]));
                break;
            case Op.Sigmoid: // σ' = σ(1 − σ)
                yield return (x[0], dy * (y * (1 - y)));
                break;
            case Op.Tanh: // tanh' = 1 − tanh²
                yield return (x[0], dy * (1 - (y * y)));
                break;
            case Op.Softplus: // log(1 + eˣ)' = σ
                yield return (x[0], dy * graph.Unary(Op.Sigmoid, x[0]));
                break;
            case Op.Relu: // 1 where the result is positive
                yield return (x[0], dy * graph.Unary(Op.Step, y));
                break;
            case Op.SumColumns or Op.SumRows or Op.Sum: // the same for every number of the sum
                yield return (x[0], dy);
                break;
            case Op.Concat:
                var column = 0;
                foreach (var part in x)
                {
                    yield return (part, graph.Slice(dy, column, part.Shape.Columns));
                    column += part.Shape.Columns.Size;
                }

                break;
            case Op.Interleave:
                for (var j = 0; j < x.Count; j++) yield return (x[j], graph.Slice(dy, j, x[j].Shape.Columns, x.Count));
                break;
            case Op.Tile:
                yield return (x[0], graph.SumTiles(dy, x[0].Shape.Columns));
                break;
            case Op.SumTiles:
                yield return (x[0], graph.Tile(dy, x[0].Shape.Columns));
                break;
            case Op.Stretch:
                yield return (x[0], graph.SumRuns(dy, x[0].Shape.Columns));
                break;
            case Op.SumRuns:
                yield return (x[0], graph.Stretch(dy, x[0].Shape.Columns));
                break;
            case Op.Shift:
                yield return (x[0], graph.Shift(dy, -y.Get<ShiftAttribute>().Steps));
                break;
            case Op.Windows:
                yield return (x[0], graph.SumWindows(dy, x[0].Shape.Axis!, x[0].Shape.Columns, y.Get<WindowsAttribute>()));
                break;
            case Op.GatherSteps:
                yield return (x[0], graph.ScatterSteps(dy, x[0].Shape));
                break;
            case Op.Gather:
                yield return (x[1], graph.ScatterRows(dy, x[0], x[1].Shape, y.Get<PaddingAttribute>().Id));
                break;
            case Op.FromUnique:
                yield return (x[0], graph.SumByUnique(dy, x[1]));
                break;
            case Op.SequenceDot: // y[s] = q·k[s]
                yield return (x[0], graph.SequenceMix(dy, x[1]));
                yield return (x[1], graph.SequenceOuter(dy, x[0], x[1].Shape.Axis!));
                break;
            case Op.SequenceMix: // y = Σ w[s]·v[s]
                yield return (x[0], graph.SequenceDot(dy, x[1], x[0].Shape.Columns));
                yield return (x[1], graph.SequenceOuter(x[0], dy, x[1].Shape.Axis!));
                break;
            case Op.StepsToColumns:
                yield return (x[0], graph.ColumnsToSteps(dy, x[0].Shape.Axis!, x[0].Shape.Columns));
                break;
            case Op.ColumnsToSteps:
                yield return (x[0], graph.StepsToColumns(dy, x[0].Shape.Columns));
                break;
            case Op.MatMul: // y = x·Wᵀ
                yield return (x[0], graph.MatMulTransposed(dy, x[1]));
                yield return (x[1], graph.OuterProduct(dy, x[0]));
                break;
            default:
                throw new NotSupportedException($"{y.Op} has no adjoint rule: it appears only in gradients or after the passes.");
        }
    }

    private static Value Quotient(Value a, Value b) => a.Builder.Binary(Op.Divide, a, b);
}
