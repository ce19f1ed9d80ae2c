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
        $"/// <param name=\"{tensor.Identifier}\">{what}: {ShapeText(tensor, batch)}, row-major{(tensor.Id.IsBeside ? "; empty if they are not wanted" : "")}.</param>";

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
        { Source: { } source, FixedSteps: 0, Size: 0 } => StepsText(source) + " + 1",
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
    public static string Meaning(CallerTensor tensor) => tensor.Id switch
    {
        { IsGradient: true } => "The gradient of " + (tensor.Id with { IsGradient = false }).Name,
        { Role: TensorRole.Input, Of: TensorId.DefaultInput } => "The inputs",
        { Role: TensorRole.Output, Of: TensorId.OnlyOutput } => "The outputs",
        { Role: TensorRole.Target, Of: TensorId.OnlyOutput } => "The wanted outputs",
        { Role: TensorRole.Target } => "The wanted outputs of " + tensor.Id.Of,
        { Role: TensorRole.Lengths } => "How many steps of each sample count; empty where all do",
        { Role: TensorRole.State } => "Initial states " + tensor.Name,
        { Role: TensorRole.States } => "Hidden states " + tensor.Name + ", the initial ones first",
        { Role: TensorRole.Final } => "Final states " + tensor.Name,
        _ => "The values of " + tensor.Name,
    };

    /// <summary>How many values a row has: those of the first input and the first output have a name in the user's class.</summary>
    public static string Columns(CallerTensor tensor, CompiledNetwork compiled) => tensor.Id switch
    {
        { Role: TensorRole.Input, IsGradient: false } when tensor.Id.Of == compiled.Spec.Input.Name => "InputFeatures",
        { Role: TensorRole.Output, IsGradient: false } when tensor.Id.Of == compiled.Outputs[0].Name => "OutputFeatures",
        _ => Literal.Of(tensor.Shape.Columns.Size),
    };
}
