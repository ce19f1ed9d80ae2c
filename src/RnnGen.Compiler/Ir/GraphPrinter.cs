using System.Globalization;
using System.Text;

namespace RnnGen.Compiler.Ir;

/// <summary>A graph as text, one operation a line: for tests and for people.</summary>
public static class GraphPrinter
{
    public static string Print(Graph graph)
    {
        var text = new StringBuilder();
        foreach (var value in graph.Values)
        {
            text.Append(value.Loop is null ? "" : $"{value.Loop} | ")
                .Append(value).Append(" : ").Append(value.Shape).Append(" = ").Append(value.Op)
                .Append(Describe(value.Attribute))
                .Append('(').Append(string.Join(", ", value.Operands)).Append(")\n");
        }

        foreach (var loop in graph.Loops)
        {
            foreach (var state in loop.States)
            {
                text.Append($"{loop} | {state.Name}")
                    .Append($" from {(state.Initial is null ? "0" : state.Initial.ToString())}, next {state.Next}\n");
            }
        }

        foreach (var root in graph.Roots) text.Append($"{root.Kind} {root.Name}[{Number(root.Parameter?.Position ?? root.Index)}] = {root.Value}\n");
        return text.ToString();
    }

    private static string Describe(OpAttribute? attribute) => attribute switch
    {
        InputAttribute a => $" {a.Tensor.Name}[{Number(a.Part)}]",
        ParameterAttribute a => $" {a.Tensor.Name}[{Number(a.FirstRow)}…{(a.FirstColumn > 0 ? $", {Number(a.FirstColumn)}…" : "")}]",
        ConstantAttribute a => " " + a.Number.ToString("R", CultureInfo.InvariantCulture),
        ConstantsAttribute a => " " + string.Join(", ", a.Numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture))),
        CountAttribute a => a.Axis is not null ? $" T·B·{a.Columns}" : $" B·{a.Columns}",
        DropoutAttribute a => $" rate {a.Rate.ToString("G9", CultureInfo.InvariantCulture)}, stream {Number(a.Stream)}",
        SliceAttribute a => $" {Number(a.First)}…{(a.Step > 1 ? $" by {Number(a.Step)}" : "")}",
        ShiftAttribute a => $" {Number(a.Steps)}",
        WindowsAttribute a => $" {Describe(a.Down)} × {Describe(a.Across)}",
        PaddingAttribute a => $" padding {Number(a.Id)}",
        StateAttribute a => $" {a.State.Name}",
        ProductAttribute a => $" {(a.HasAddend ? "addend + " : "")}{Number(a.Terms)} {(a.Transposed ? "y·W" : "x·Wᵀ")}",
        _ => "",
    };

    private static string Describe(WindowSide side) => $"{Number(side.Count)} from {Number(side.First)} by {Number(side.Stride)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
