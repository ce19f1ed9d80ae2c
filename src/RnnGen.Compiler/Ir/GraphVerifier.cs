namespace RnnGen.Compiler.Ir;

/// <summary>
/// Checks what every stage relies on. It runs before the first pass and after each; a failure is a defect of
/// the compiler, never of a declaration.
/// </summary>
public static class GraphVerifier
{
    public static Graph Verify(Graph graph, string stage)
    {
        var seen = new HashSet<Value>();
        foreach (var value in graph.Values)
        {
            foreach (var operand in value.Operands)
            {
                if (!seen.Contains(operand)) Fail(stage, value, $"reads {operand} before it is defined");
            }

            CheckShape(value, stage);
            CheckLoop(value, stage);
            seen.Add(value);
        }

        foreach (var state in graph.Loops.SelectMany(l => l.States))
        {
            if (!state.HasNext) throw new InvalidOperationException($"{stage}: state {state.Name} of {state.Loop} has no next value");
            if (state.Next.Shape.Form != Form.Plane || state.Next.Shape.Columns.Size != state.Columns.Size)
                Fail(stage, state.Next, $"has not the shape of state {state.Name}");
        }

        foreach (var root in graph.Roots)
        {
            if (!seen.Contains(root.Value)) Fail(stage, root.Value, $"is root {root.Name} but not in the graph");
        }

        return graph;
    }

    private static void CheckLoop(Value value, string stage)
    {
        if (value.Op == Op.Previous && value.Loop != value.Get<StateAttribute>().State.Loop) Fail(stage, value, "lies outside its loop");
        if (value.Op.IsReduction() && value.Loop is not null) Fail(stage, value, "reduces over time inside a loop");
        if (value.Loop is null || value.Shape.Form != Form.Plane) return;
        if (!value.Shape.Time) Fail(stage, value, "belongs to a loop but does not vary with time");
    }

    private static void CheckShape(Value value, string stage)
    {
        var operands = value.Operands;
        if (value.Op.IsElementwise())
        {
            foreach (var operand in operands)
            {
                if (operand.Shape.Form == Form.Matrix) Fail(stage, value, $"reads the matrix {operand} element by element");
                var stretched = operand.Shape.Form == Form.Scalar || (operand.Shape.Form == Form.Plane && operand.Shape.Columns.Size == 1);
                if (!stretched && operand.Shape.Columns.Size != value.Shape.Columns.Size) Fail(stage, value, $"{operand.Shape} does not fit {value.Shape}");
                if (operand.Shape.Axis is { } axis && axis != value.Shape.Axis) Fail(stage, value, $"reads {operand}, which runs along other steps");
            }
        }

        var fits = value.Op switch
        {
            Op.MatMul => operands[0].Shape.Columns.Size == operands[1].Shape.Columns.Size,
            Op.MatMulTransposed => operands[0].Shape.Columns.Size == operands[1].Shape.Rows.Size,
            Op.OuterProduct => operands.All(o => o.Shape.Form == Form.Plane) && operands[0].Shape.Axis == operands[1].Shape.Axis,
            Op.SumRows or Op.Sum or Op.SumColumns or Op.MaxColumns or Op.Concat or Op.Slice or Op.Shift => operands.All(o => o.Shape.Form == Form.Plane),
            Op.Interleave => operands.All(o => o.Shape.Form == Form.Plane && o.Shape.Columns.Size == operands[0].Shape.Columns.Size && o.Shape.Axis == operands[0].Shape.Axis),
            Op.Tile or Op.Stretch => value.Shape.Columns.Size % operands[0].Shape.Columns.Size == 0,
            Op.SumTiles or Op.SumRuns => operands[0].Shape.Columns.Size % value.Shape.Columns.Size == 0,
            Op.Unique => operands[0].Shape.Form == Form.Tokens && value.Shape.Axis!.IsOfUnique,
            Op.FromUnique => operands[1].Op == Op.Unique && operands[0].Shape.Axis == operands[1].Shape.Axis && value.Shape.Axis == operands[1].Operands[0].Shape.Axis,
            Op.SumByUnique => operands[1].Op == Op.Unique && operands[0].Shape.Axis == operands[1].Operands[0].Shape.Axis && value.Shape.Axis == operands[1].Shape.Axis,
            Op.Gather or Op.OneHot or Op.TokenMask or Op.LengthMask => operands[0].Shape.Form == Form.Tokens,
            Op.SequenceDot => operands[0].Shape.Columns.Size == operands[1].Shape.Columns.Size && operands[1].Shape.Time,
            Op.Windows => value.Shape.Time && operands[0].Shape.Time && value.Shape.Columns.Size == operands[0].Shape.Columns.Size * value.Get<WindowsAttribute>().Count,
            Op.SumWindows => value.Shape.Time && operands[0].Shape.Time && operands[0].Shape.Columns.Size == value.Shape.Columns.Size * value.Get<WindowsAttribute>().Count,
            Op.GatherSteps => value.Shape.Time && operands[0].Shape.Form == Form.Matrix,
            Op.SequenceMix => operands[1].Shape.Time,
            Op.SequenceOuter => operands[0].Shape.Axis == operands[1].Shape.Axis,
            Op.Product => ProductFits(value),
            _ => true,
        };
        if (!fits) Fail(stage, value, $"has operands of shapes {string.Join(", ", operands.Select(o => o.Shape))}");
    }

    private static bool ProductFits(Value value)
    {
        var sum = new ProductView(value);
        return sum.Terms.All(t => value.Get<ProductAttribute>().Transposed
                ? t.Left.Shape.Columns.Size == t.Weights.Shape.Rows.Size && t.Weights.Shape.Columns.Size == value.Shape.Columns.Size
                : t.Left.Shape.Columns.Size == t.Weights.Shape.Columns.Size && t.Weights.Shape.Rows.Size == value.Shape.Columns.Size)
            && sum.Biases.All(b => b.Shape.Form == Form.Vector && b.Shape.Columns.Size == value.Shape.Columns.Size)
            && (sum.Addend is null || sum.Addend.Shape.Columns.Size == value.Shape.Columns.Size);
    }

    private static void Fail(string stage, Value value, string what) =>
        throw new InvalidOperationException($"{stage}: {value} = {value.Op} {what}");
}
