using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>One operation of a user's cell. Operands are the numbers of equations before it.</summary>
public abstract record CellTerm
{
    /// <summary>A state before the step.</summary>
    public sealed record State(int Index) : CellTerm;

    /// <summary>A number of the text.</summary>
    public sealed record Number(double Value) : CellTerm;

    /// <summary>W_ih[gate]·x + b_ih[gate].</summary>
    public sealed record Input(string Gate) : CellTerm;

    /// <summary>W_hh[gate]·operand + b_hh[gate].</summary>
    public sealed record Hidden(string Gate, int Operand) : CellTerm;

    /// <summary>A trained vector.</summary>
    public sealed record Vector(string Name) : CellTerm;

    /// <summary>An activation.</summary>
    public sealed record Activate(ActivationSpec Activation, int Operand) : CellTerm;

    /// <summary>An element-wise operation of one or two operands.</summary>
    public sealed record Apply(Op Op, EquatableArray<int> Operands) : CellTerm;

    /// <summary>The equations it reads.</summary>
    public IEnumerable<int> Reads => this switch
    {
        Hidden hidden => [hidden.Operand],
        Activate activate => [activate.Operand],
        Apply apply => apply.Operands,
        _ => [],
    };
}

/// <summary>An operation with the name of the local that holds it; anonymous ones have an empty name.</summary>
public sealed record CellEquation([property: Incidental] string Name, CellTerm Term);

/// <summary>
/// The equations of a user's cell, in the order in which they are computed, every one after those it reads.
/// </summary>
/// <param name="Name">The name of the cell's class.</param>
/// <param name="States">The letters of the states; the first is the output.</param>
/// <param name="Equations">The operations.</param>
/// <param name="Results">For every state, the number of the equation that it is after the step.</param>
public sealed record CellEquations(
    [property: Incidental] string Name, EquatableArray<string> States, EquatableArray<CellEquation> Equations, EquatableArray<int> Results)
{
    /// <summary>The gates that read the input, in the order of their first use: the row blocks of weight_ih.</summary>
    public IEnumerable<string> InputGates => Equations.Select(e => e.Term).OfType<CellTerm.Input>().Select(t => t.Gate).Distinct();

    /// <summary>The gates that read a vector, likewise: the row blocks of weight_hh.</summary>
    public IEnumerable<string> HiddenGates => Equations.Select(e => e.Term).OfType<CellTerm.Hidden>().Select(t => t.Gate).Distinct();

    /// <summary>The equations that no result depends on.</summary>
    public IEnumerable<int> Idle
    {
        get
        {
            var read = new HashSet<int>(Results);
            for (var i = Equations.Count - 1; i >= 0; i--)
            {
                if (read.Contains(i)) read.UnionWith(Equations[i].Term.Reads);
            }

            return Enumerable.Range(0, Equations.Count).Where(i => !read.Contains(i));
        }
    }
}
