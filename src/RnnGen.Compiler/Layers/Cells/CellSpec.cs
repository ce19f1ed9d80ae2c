using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>
/// A cell that the user wrote by its equations. weight_ih [gates·H, inputs] and bias_ih [gates·H] have a row block for every gate that
/// reads the input, weight_hh [gates·H, H] and bias_hh for every gate that reads a vector, each in the order of first use; vectors have the
/// names that the cell gives them. Not supported: projections, and gates whose biases start open.
/// </summary>
public sealed record CellSpec(string Name, int Units, CellEquations Cell) : RecurrentSpec(Name, Units)
{
    protected override string Kind => Cell.Name;

    protected override IReadOnlyList<string> States => Cell.States;

    protected internal override int Gates => Cell.InputGates.Count();

    protected internal override int HiddenGates => Cell.HiddenGates.Count();

    public override IEnumerable<(string What, string Why)> Contradictions
    {
        get
        {
            foreach (var contradiction in base.Contradictions) yield return contradiction;
            if (Activation is { } activation) yield return ($"Activation = {activation}", $"the activations of a cell are those of its equations, in {Cell.Name}.Step");
            if (ClipGates > 0) yield return ("ClipGates", $"bounds are part of a cell's equations: write Min and Max in {Cell.Name}.Step");
            if (HiddenGates > 0) yield break;
            if (RecurrentDropout > 0) yield return ("RecurrentDropout", $"{Cell.Name}.Step has no product w.Hidden that it could act on");
            if (RecurrentInitializer is not null) yield return ("RecurrentInitializer", $"{Cell.Name}.Step has no product w.Hidden");
        }
    }

    protected override IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states)
    {
        string[] inputGates = [.. Cell.InputGates], hiddenGates = [.. Cell.HiddenGates];
        var values = new List<Value>();
        foreach (var (name, term) in Cell.Equations)
        {
            var value = term switch
            {
                CellTerm.State state => states[state.Index],
                CellTerm.Number number => x.Builder.Constant(number.Value),
                CellTerm.Input input => cell.FromInput(Array.IndexOf(inputGates, input.Gate), x),
                CellTerm.Hidden hidden => cell.FromHidden(Array.IndexOf(hiddenGates, hidden.Gate), Row(hidden.Operand)),
                CellTerm.Vector vector => cell.Vector(vector.Name),
                CellTerm.Activate { Activation: var f, Operand: var of } => name.Length > 0 ? cell.Activate(f, Row(of), name) : f.Apply(Row(of)),
                CellTerm.Apply { Operands.Count: 1 } apply => x.Builder.Unary(apply.Op, Row(apply.Operands[0])),
                CellTerm.Apply apply => Binary(apply),
                _ => throw new NotSupportedException(term.ToString()),
            };

            // Numbers and vectors stand for the same in all cells, so they bear no local's name.
            values.Add(name.Length > 0 && value.Shape.Form == Form.Plane ? value.Named(cell.Name(name)) : value);
        }

        return [.. Cell.Results.Select(Row)];

        Value Binary(CellTerm.Apply apply)
        {
            var (a, b) = (apply.Operands[0], apply.Operands[1]);
            var narrow = values[a].Shape.Form != Form.Plane && values[b].Shape.Form != Form.Plane;
            return x.Builder.Binary(apply.Op, narrow ? Row(a) : values[a], narrow ? Row(b) : values[b]);
        }

        // A trained vector where a row per sample is wanted.
        Value Row(int equation) => values[equation] is { Shape.Form: Form.Vector } vector
            ? x.Builder.Broadcast(vector, Shape.Plane(vector.Shape.Columns, null))
            : values[equation];
    }
}
