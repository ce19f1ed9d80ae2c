using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Emission;

/// <summary>How the caller's tensors appear in public signatures: as spans, checked for their length, pinned for the call.</summary>
internal static class CallerTensors
{
    public static IEnumerable<string> SpanParameters(IEnumerable<CallerTensor> inputs, IEnumerable<CallerTensor> outputs, string real) =>
        inputs.Select(t => $"global::System.ReadOnlySpan<{t.ElementOf(real)}> {t.Identifier}")
            .Concat(outputs.Select(t => $"global::System.Span<{real}> {t.Identifier}"));

    /// <summary>The doc line of a tensor.</summary>
    public static string Document(CallerTensor tensor, string what, string batch = "batch") =>
        $"/// <param name=\"{tensor.Identifier}\">{what}: {ShapeText(tensor, batch)}, row-major.</param>";

    public static string ShapeText(CallerTensor tensor, string batch = "batch")
    {
        var parts = tensor.Parts > 1 ? Literal.Of(tensor.Parts) + ", " : "";
        var steps = tensor.Shape.Axis is { } axis ? ", " + StepsText(axis) : "";
        return $"[{parts}{batch}{steps}{(tensor.Shape.Form == Form.Tokens ? "" : ", " + tensor.Shape.Columns)}]";
    }

    /// <summary>How many steps an axis has, for people.</summary>
    private static string StepsText(Axis axis) => axis switch
    {
        { IsImage: true } => Literal.Of(axis.FixedSteps),
        { Source: { } source, FixedSteps: 0 } => $"({StepsText(source)} - {Literal.Of(axis.Size)}) / {Literal.Of(axis.Stride)} + 1",
        _ => axis.Name,
    };

    /// <summary>Checks the length of a tensor against the batch and the steps.</summary>
    public static string Check(CallerTensor tensor) =>
        $"global::RnnGen.Numerics.Check.Length({tensor.Identifier}.Length, {Length(tensor)}, nameof({tensor.Identifier}), {Literal.Of(ShapeText(tensor))});";

    public static string Length(CallerTensor tensor, string batch = "batch", string? steps = null)
    {
        var parts = tensor.Parts > 1 ? Literal.Of(tensor.Parts) + "L * " : "";
        var time = tensor.Shape.Axis is { } axis ? $" * {(axis.FixedSteps > 0 ? Literal.Of(axis.FixedSteps) : steps ?? axis.Name)}" : "";
        return $"{parts}(long){batch}{time}{(tensor.Shape.Form == Form.Tokens ? "" : " * " + Literal.Of(tensor.Shape.Columns.Size))}";
    }

    public static string Fixed(IEnumerable<CallerTensor> tensors, string real) =>
        string.Join("\n", tensors.GroupBy(t => t.ElementOf(real), StringComparer.Ordinal)
            .Select(g => $"fixed ({g.Key}* {string.Join(", ", g.Select(t => $"{t.Identifier}Pointer = {t.Identifier}"))})"));

    /// <summary>What a tensor is, for documentation.</summary>
    public static string Meaning(CallerTensor tensor) => tensor.Name switch
    {
        "x" => "The inputs",
        "y" => "The outputs",
        "target" => "The wanted outputs",
        _ when tensor.IsLengths => "How many steps of each sample count; empty where all do",
        _ when tensor.Name.EndsWith("_target", StringComparison.Ordinal) => "The wanted outputs of " + tensor.Name.Substring(0, tensor.Name.Length - 7),
        _ when tensor.Name.IndexOf('.') < 0 && !tensor.Name.StartsWith("d_", StringComparison.Ordinal) => "The values of " + tensor.Name,
        _ when tensor.Name.StartsWith("d_", StringComparison.Ordinal) => "The gradient of " + tensor.Name.Substring(2),
        _ when tensor.Name.EndsWith("0", StringComparison.Ordinal) => "Initial states " + tensor.Name,
        _ when tensor.Name.EndsWith("n", StringComparison.Ordinal) => "Final states " + tensor.Name,
        _ => "The values of " + tensor.Name,
    };
}
