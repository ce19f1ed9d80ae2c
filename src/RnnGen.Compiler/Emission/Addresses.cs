using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Emission;

/// <summary>Where a node stands: it decides which rows of a plane it means.</summary>
internal enum Place
{
    /// <summary>Outside of regions: rows of samples.</summary>
    Batch,

    /// <summary>Outside of regions: the samples that are the worker's share.</summary>
    Samples,

    /// <summary>In a region: the rows of the chunk.</summary>
    Chunk,

    /// <summary>In a region: the rows of those steps of the chunk that are the worker's share.</summary>
    Steps,

    /// <summary>In a loop: the rows of the step, or those of them that are the worker's share.</summary>
    Step,

    /// <summary>All rows of the sequence, wherever the node stands.</summary>
    Whole,

    /// <summary>In a region: the rows of the chunk that count.</summary>
    Counting,

    /// <summary>In a region: the rows that count of the steps that are the worker's share.</summary>
    CountingSteps,

    /// <summary>In a loop: the rows of the step that count, or those of them that are the worker's share.</summary>
    CountingStep,
}

/// <summary>How values are reached in generated code: pointers, extents, distances between rows.</summary>
/// <param name="plan">Where every value lies.</param>
/// <param name="registry">The vectors of constants.</param>
/// <param name="real">The C# type of numbers.</param>
/// <param name="shared">Whether several threads share the work: a step then means the worker's samples of it.</param>
internal class Addresses(MemoryPlan plan, KernelRegistry registry, string real, bool shared)
{
    /// <summary>The number of samples, as a C# expression.</summary>
    public virtual string Batch => "batch";

    public static string Size(Value value) => value.Shape.Columns.Name + "Size";

    public static string Stride(Storage storage) => storage.Columns.Name + "Stride";

    /// <summary>The number of elements of a plane, as a C# expression.</summary>
    public static string Count(Axis? axis, Dimension columns) => $"(double)batch * {(axis is not null ? axis.Name + " * " : "")}{columns.Name}Size";

    /// <summary>The number of rows that a node at this place works on, as a C# expression.</summary>
    public virtual string Rows(Place place) => place switch
    {
        Place.Chunk => "rows",
        Place.Steps => "shareRows",
        Place.Step when shared => "samples",
        Place.Samples => "samples",
        Place.Counting => "countingRows",
        Place.CountingSteps => "shareCountingRows",
        Place.CountingStep => "counting",
        _ => "batch",
    };

    /// <summary>Whether the samples are in an order of their own.</summary>
    public bool IsOrdered => plan.Compact.Lengths is not null;

    /// <summary>Which samples the rows of the caller's tensors are, as a C# expression: a number of them in the caller's order, or an order.</summary>
    public string Samples(Place place) => !IsOrdered ? place == Place.Samples ? "samples" : Batch : place switch
    {
        Place.Counting or Place.CountingSteps => "sampleOrder",
        Place.Samples => "sampleOrder.Part(sample, samples)",
        _ => "sampleOrder.All",
    };

    /// <summary>The first step of the sequence that a node in a region works on.</summary>
    public static string First(Place place) => place is Place.Steps or Place.CountingSteps ? "shareFirst" : "first";

    /// <summary>The number of steps that a node in a region works on.</summary>
    public static string Count(Place place) => place is Place.Steps or Place.CountingSteps ? "shareCount" : "count";

    public string Stride(Value value) => Stride(plan[value]);

    /// <summary>What a kernel gets for an input: a number or a pointer.</summary>
    public virtual string Argument(Value value, Place place) => value.Attribute switch
    {
        CountAttribute count => $"({real})(1 / ({Count(count.Axis, count.Columns)}))",
        _ when value.Shape.Form == Form.Scalar => "*" + plan.NameOf(value),
        _ => Pointer(value, place),
    };

    /// <summary>The axis whose number of steps it takes to find a value: a final state lies behind the last of its loop.</summary>
    public static Axis? AxisOf(Value value) => value.Op == Op.Final ? value.Get<StateAttribute>().State.Loop.Axis : value.Shape.Axis;

    /// <summary>Where a value begins: for this chunk, for this step, or for all.</summary>
    public virtual string Pointer(Value value, Place place)
    {
        if (value.Op == Op.Parameter) return "parameters + " + PackingEmitter.Offset(value);
        if (value.Op == Op.Constants) return registry.NameOf(value);
        var storage = plan[value];
        var rows = new List<string>();
        if (!value.Shape.Time && value.Shape.Form == Form.Plane && HasShare(place)) rows.Add("sample");
        if (value.Op == Op.Final)
        {
            if (storage.Class == StorageClass.Sequence && !storage.State!.Loop.Reverse) rows.Add($"(nint){storage.State.Loop.Axis.Name} * batch");
        }
        else if (value.Shape.Time)
        {
            var compact = plan.Compact.Contains(value);
            if (storage.Class is StorageClass.Sequence or StorageClass.Unique && place != Place.Whole) rows.Add(IsStep(place) ? compact ? "countingRow" : "row" : compact ? "firstCounting" : "firstRow");
            else if (IsStep(place)) rows.Add(compact ? "countingRow - firstCounting" : "chunkRow");
            if (place is Place.Steps or Place.CountingSteps) rows.Add(compact ? "shareCounting" : "shareRow");

            // A state lies a step apart: what a step reads before it, what it leaves behind it, seen in the loop's direction.
            if (storage.State is { } state && (value.Op == Op.Previous) == state.Loop.Reverse) rows.Add("batch");
        }

        var name = plan.NameOf(value);
        return At(name, rows, storage);
    }

    /// <summary>Where the rows of a step begin that a state has before it, or after it, from the first on that does not count.</summary>
    public string PointerBeyond(LoopState state, Storage storage, bool before)
    {
        List<string> rows = [storage.Class == StorageClass.Sequence ? "row" : "chunkRow", "counting"];
        if (before == state.Loop.Reverse) rows.Add("batch");
        return At(storage.Name, rows, storage);
    }

    /// <summary>Where the rows of a step begin that do not count.</summary>
    public string PointerBeyond(Value value) => At(plan.NameOf(value), [plan[value].Class == StorageClass.Sequence ? "row" : "chunkRow", "counting"], plan[value]);

    /// <summary>Where all rows of a sequence begin, for a node that reads them sample by sample.</summary>
    public virtual string Whole(Value value, Place place)
    {
        var storage = plan[value];
        return At(Pointer(value, Place.Whole), HasShare(place) ? ["sample"] : [], storage);
    }

    private bool HasShare(Place place) => place == Place.Samples || (shared && IsStep(place));

    private static bool IsStep(Place place) => place is Place.Step or Place.CountingStep;

    private static string At(string name, IReadOnlyList<string> rows, Storage storage) =>
        rows.Count switch
        {
            0 => name,
            1 when rows[0].IndexOf(' ') < 0 => VectorText.At(name, $"{rows[0]} * {Stride(storage)}"),
            _ => VectorText.At(name, $"({string.Join(" + ", rows)}) * {Stride(storage)}"),
        };
}
