using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Emission;

/// <summary>How the caller's tensors appear in public signatures: as spans, checked for their length, pinned for the call.</summary>
internal static class CallerTensors
{
    public static IEnumerable<string> SpanParameters(IEnumerable<CallerTensor> inputs, IEnumerable<CallerTensor> outputs, string real) =>
        inputs.Select(t => $"global::System.ReadOnlySpan<{real}> {t.Identifier}")
            .Concat(outputs.Select(t => $"global::System.Span<{real}> {t.Identifier}"));

    /// <summary>The doc line of a tensor.</summary>
    public static string Document(CallerTensor tensor, string what, string batch = "batch") =>
        $"/// <param name=\"{tensor.Identifier}\">{what}: {ShapeText(tensor, batch)}, row-major.</param>";

    public static string ShapeText(CallerTensor tensor, string batch = "batch")
    {
        var parts = tensor.Parts > 1 ? Literal.Of(tensor.Parts) + ", " : "";
        return $"[{parts}{batch}, {(tensor.Shape.Time ? "steps, " : "")}{tensor.Shape.Columns}]";
    }

    /// <summary>Checks the length of a tensor against the batch and the steps.</summary>
    public static string Check(CallerTensor tensor) =>
        $"global::RnnGen.Numerics.Check.Length({tensor.Identifier}.Length, {Length(tensor)}, nameof({tensor.Identifier}), {Literal.Of(ShapeText(tensor))});";

    public static string Length(CallerTensor tensor, string batch = "batch", string steps = "steps")
    {
        var parts = tensor.Parts > 1 ? Literal.Of(tensor.Parts) + "L * " : "";
        return $"{parts}(long){batch} * {(tensor.Shape.Time ? steps + " * " : "")}{Literal.Of(tensor.Shape.Columns.Size)}";
    }

    public static string Fixed(IEnumerable<CallerTensor> tensors, string real) =>
        $"fixed ({real}* {string.Join(", ", tensors.Select(t => $"{t.Identifier}Pointer = {t.Identifier}"))})";

    /// <summary>What a tensor is, for documentation.</summary>
    public static string Meaning(CallerTensor tensor) => tensor.Name switch
    {
        "x" => "The inputs",
        "y" => "The outputs",
        "target" => "The wanted outputs",
        _ when tensor.Name.StartsWith("d_", StringComparison.Ordinal) => "The gradient of " + tensor.Name.Substring(2),
        _ when tensor.Name.EndsWith("0", StringComparison.Ordinal) => "Initial states " + tensor.Name,
        _ => "Final states " + tensor.Name,
    };
}
