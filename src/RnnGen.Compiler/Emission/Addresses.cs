using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Emission;

/// <summary>Where a node stands: it decides which rows of a plane it means.</summary>
internal enum Place
{
    /// <summary>Outside of regions: rows of samples.</summary>
    Batch,

    /// <summary>In a region: the rows of the chunk.</summary>
    Chunk,

    /// <summary>In a loop: the rows of the step.</summary>
    Step,

    /// <summary>All rows of the sequence, wherever the node stands.</summary>
    Whole,
}

/// <summary>How values are reached in generated code: pointers, extents, distances between rows.</summary>
internal sealed class Addresses(MemoryPlan plan, KernelRegistry registry, string real)
{
    public static string Size(Value value) => value.Shape.Columns.Name + "Size";

    public static string Stride(Storage storage) => storage.Columns.Name + "Stride";

    /// <summary>The number of elements of a plane, as a C# expression.</summary>
    public static string Count(Axis? axis, Dimension columns) => $"(double)batch * {(axis is not null ? axis.Name + " * " : "")}{columns.Name}Size";

    public string Stride(Value value) => Stride(plan[value]);

    /// <summary>What a kernel gets for an input: a number or a pointer.</summary>
    public string Argument(Value value, Place place) => value.Attribute switch
    {
        CountAttribute count => $"({real})(1 / ({Count(count.Axis, count.Columns)}))",
        _ when value.Shape.Form == Form.Scalar => "*" + plan.NameOf(value),
        _ => Pointer(value, place),
    };

    /// <summary>Where a value begins: for this chunk, for this step, or for all.</summary>
    public string Pointer(Value value, Place place)
    {
        if (value.Op == Op.Parameter) return "parameters + " + PackingEmitter.Offset(value);
        if (value.Op == Op.Constants) return registry.NameOf(value);
        var storage = plan[value];
        var rows = new List<string>();
        if (value.Op == Op.Final)
        {
            if (storage.Class == StorageClass.Sequence && !storage.State!.Loop.Reverse) rows.Add($"(nint){storage.State.Loop.Axis.Name} * batch");
        }
        else if (value.Shape.Time)
        {
            if (storage.Class == StorageClass.Sequence && place != Place.Whole) rows.Add(place == Place.Step ? "row" : "firstRow");
            else if (place == Place.Step) rows.Add("chunkRow");

            // A state lies a step apart: what a step reads before it, what it leaves behind it, seen in the loop's direction.
            if (storage.State is { } state && (value.Op == Op.Previous) == state.Loop.Reverse) rows.Add("batch");
        }

        var name = plan.NameOf(value);
        return rows.Count switch
        {
            0 => name,
            1 when rows[0].IndexOf(' ') < 0 => $"{name} + ({rows[0]} * {Stride(storage)})",
            _ => $"{name} + (({string.Join(" + ", rows)}) * {Stride(storage)})",
        };
    }
}
