using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>Operations that are one call of the run-time library.</summary>
internal sealed class CallEmitter(Addresses at)
{
    public void Emit(SourceWriter writer, CallNode node, Place place)
    {
        var value = node.Value;
        var (rows, first, count) = (at.Rows(place), Addresses.First(place), Addresses.Count(place));
        var x = value.Operands.Count > 0 ? value.Operands[0] : value;
        var result = at.Pointer(value, place);
        var (size, stride) = (Addresses.Size(value), at.Stride(value));
        switch (value.Op)
        {
            case Op.DropoutMask:
                var (rate, stream) = value.Get<DropoutAttribute>();
                var (time, dropped) = (place == Place.Batch ? "0" : first, Literal.Of(rate));
                if (at.IsOrdered) Call(writer, "DropoutMask.Fill", result, at.Samples(place), time, place == Place.Batch ? "1" : count, size, stride, dropped, "seed", "step", Literal.Of(stream));
                else Call(writer, "DropoutMask.Fill", result, rows, size, stride, dropped, "seed", "step", Literal.Of(stream), time, at.Batch);
                break;
            case Op.SumColumns:
                Call(writer, "RowMath.Sum", at.Pointer(x, place), result, rows, Addresses.Size(x), at.Stride(x), stride);
                break;
            case Op.MaxColumns:
                Call(writer, "RowMath.Max", at.Pointer(x, place), result, rows, Addresses.Size(x), at.Stride(x), stride);
                break;
            case Op.Concat:
                var column = 0;
                foreach (var part in value.Operands)
                {
                    Call(writer, "Columns.Copy", at.Pointer(part, place), at.Stride(part), Plus(result, column), stride, rows, Addresses.Size(part));
                    column += part.Shape.Columns.Size;
                }

                break;
            case Op.Interleave:
                for (var j = 0; j < value.Operands.Count; j++)
                    Call(writer, "Columns.Copy", at.Pointer(value.Operands[j], place), at.Stride(value.Operands[j]), "1", Plus(result, j), stride, Literal.Of(value.Operands.Count), rows, Addresses.Size(x));
                break;
            case Op.Slice:
                var (from, step) = value.Get<SliceAttribute>();
                if (step == 1) Call(writer, "Columns.Copy", Plus(at.Pointer(x, place), from), at.Stride(x), result, stride, rows, size);
                else Call(writer, "Columns.Copy", Plus(at.Pointer(x, place), from), at.Stride(x), Literal.Of(step), result, stride, "1", rows, size);
                break;
            case Op.Tile or Op.SumTiles or Op.Stretch or Op.SumRuns:
                Call(writer, "Repetitions." + value.Op, at.Pointer(x, place), at.Stride(x), Addresses.Size(x), result, stride, size, rows);
                break;
            case Op.Shift:
                Call(writer, "Shifts.Copy", at.Pointer(x, Place.Whole), result, at.Batch, x.Shape.Axis!.Name, first, count, Literal.Of(value.Get<ShiftAttribute>().Steps), size, stride);
                break;
            case Op.Windows or Op.SumWindows:
                Call(writer, value.Op == Op.Windows ? "Windows.Gather" : "Windows.Sum", at.Pointer(x, Place.Whole), at.Stride(x), x.Shape.Axis!.Name, Width(x), result, stride, value.Shape.Axis!.Name, Width(value), at.Batch, first, count, Addresses.Size(value.Op == Op.Windows ? x : value), Sides(value));
                break;
            case Op.GatherSteps:
                Call(writer, "Positions.Gather", at.Pointer(x, place), result, at.Batch, first, count, size, stride);
                break;
            case Op.Gather when x.Op == Op.Unique:
                Call(writer, "Tokens.Gather", [MemoryPlan.UniqueName(x) + ".Ids", at.Pointer(value.Operands[1], place), result, "1", "0", $"{first} * batch", rows, size, stride]);
                break;
            case Op.FromUnique:
                Call(writer, MemoryPlan.UniqueName(value.Operands[1]) + ".Expand", at.Pointer(x, Place.Whole), result, at.Samples(place), first, count, size, stride);
                break;
            case Op.SumByUnique:
                Call(writer, MemoryPlan.UniqueName(value.Operands[1]) + ".Sum", at.Pointer(x, Place.Whole), result, first, count, size, stride);
                break;
            case Op.Gather:
                Call(writer, "Tokens.Gather", [Ids(x, place), at.Pointer(value.Operands[1], place), result, .. Steps(x, place), size, stride]);
                break;
            case Op.OneHot:
                Call(writer, "Tokens.OneHot", [Ids(x, place), result, .. Steps(x, place), size, stride]);
                break;
            case Op.TokenMask:
                Call(writer, "Masks.FromTokens", [Ids(x), Literal.Of(value.Get<PaddingAttribute>().Id), result, .. Steps(x, place), stride]);
                break;
            case Op.LengthMask:
                Call(writer, "Masks.FromLengths", Ids(x), result, at.Samples(place), first, count, stride);
                break;
            case Op.CausalMask:
                Call(writer, "Masks.Causal", result, at.Batch, first, count, size, stride);
                break;
            case Op.Waves:
                Call(writer, "Waves.Fill", result, at.Batch, first, count, size, stride);
                break;
            case Op.MaskRow:
                Call(writer, "Masks.ToRow", at.Pointer(x, Place.Whole), at.Stride(x), result, at.Batch, x.Shape.Axis!.Name, size, stride);
                break;
            case Op.SequenceDot:
                var keys = value.Operands[1];
                Call(writer, "Sequences.Dot", at.Pointer(x, place), at.Stride(x), at.Whole(keys, place), at.Stride(keys), result, stride, rows, at.Batch, keys.Shape.Axis!.Name, Addresses.Size(x), size);
                break;
            case Op.SequenceMix:
                var values = value.Operands[1];
                Call(writer, "Sequences.Mix", at.Pointer(x, place), at.Stride(x), at.Whole(values, place), at.Stride(values), result, stride, rows, at.Batch, values.Shape.Axis!.Name, size);
                break;
            case Op.ColumnsToSteps:
                using (writer.Open($"for (int t = 0; t < {count}; t++)"))
                {
                    Call(writer, "Columns.Copy", $"{at.Pointer(x, Place.Batch)} + (({first} + t) * {size})", at.Stride(x), $"{result} + ((nint)t * batch * {stride})", stride, at.Batch, size);
                }

                break;
            default:
                throw new NotSupportedException($"{value.Op} is no call.");
        }
    }

    /// <summary>Sums over rows that are neither gradients of weights nor single numbers.</summary>
    public void EmitReduction(SourceWriter writer, Value value, string target, Place place, string worker)
    {
        var rows = place == Place.Chunk ? "rows" : "batch";
        var x = value.Operands[0];
        switch (value.Op)
        {
            case Op.ScatterRows:
                var ids = value.Operands[1];
                if (ids.Op == Op.Unique)
                {
                    Call(writer, "Tokens.ScatterAdd", worker, MemoryPlan.UniqueName(ids) + ".Ids", at.Pointer(x, place), target, "1", "0", $"{Addresses.First(place)} * batch", rows, Addresses.Size(x), at.Stride(x), Literal.Of(value.Get<PaddingAttribute>().Id));
                    break;
                }

                Call(writer, "Tokens.ScatterAdd", [worker, Ids(ids), at.Pointer(x, place), target, .. Steps(ids, place), Addresses.Size(x), at.Stride(x), Literal.Of(value.Get<PaddingAttribute>().Id)]);
                break;
            case Op.ScatterSteps:
                Call(writer, "Positions.ScatterAdd", at.Pointer(x, place), target, "batch", "first", "count", Addresses.Size(x), at.Stride(x));
                break;
            case Op.SequenceOuter:
                var queries = value.Operands[1];
                Call(writer, "Sequences.Outer", at.Pointer(x, place), at.Stride(x), at.Pointer(queries, place), at.Stride(queries), target, at.Stride(value), rows, "batch", value.Shape.Axis!.Name, Addresses.Size(value));
                break;
            case Op.StepsToColumns:
                using (writer.Open("for (int t = 0; t < count; t++)"))
                {
                    Call(writer, "Columns.Copy", $"{at.Pointer(x, place)} + ((nint)t * batch * {at.Stride(x)})", at.Stride(x), $"{target} + ((first + t) * {Addresses.Size(x)})", at.Stride(value), "batch", Addresses.Size(x));
                }

                break;
            default:
                throw new NotSupportedException($"{value.Op} is no reduction of its own.");
        }
    }

    private static void Call(SourceWriter writer, string name, params IReadOnlyList<string> arguments) => writer.Line($"{name}({string.Join(", ", arguments)});");

    /// <summary>Pixels per row of an image; a sequence is an image of one column.</summary>
    private static string Width(Value value) => Literal.Of(Math.Max(1, value.Shape.Axis!.Width));

    private static string Sides(Value value)
    {
        var (down, across) = value.Get<WindowsAttribute>();
        return $"{Side(down)}, {Side(across)}";

        string Side(WindowSide side) => $"new WindowSide({Literal.Of(side.First)}, {Literal.Of(side.Count)}, {Literal.Of(side.Stride)})";
    }

    private static string Ids(Value tokens) => ProgramSignature.PointerName(tokens.Get<InputAttribute>().Tensor.Name);

    /// <summary>The ids from the first of the worker's samples on, where there is one id per sample and the samples are in the caller's order.</summary>
    private string Ids(Value tokens, Place place) => place == Place.Samples && !at.IsOrdered ? Ids(tokens) + " + sample" : Ids(tokens);

    /// <summary>The samples, all steps of the tensor, the first of the chunk and how many.</summary>
    private string[] Steps(Value tokens, Place place) =>
        place is Place.Batch or Place.Samples ? [at.Samples(place), "1", "0", "1"] : [at.Samples(place), tokens.Shape.Axis!.Name, Addresses.First(place), Addresses.Count(place)];

    private static string Plus(string pointer, int offset) => offset == 0 ? pointer : $"{pointer} + {Literal.Of(offset)}";
}
