using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>From the source of a cell to its equations.</summary>
public class CellTests
{
    [Fact]
    public void The_equations_of_a_minimal_gated_unit() => Assert.Equal(
        new CellSpec("cell1", 8, new CellEquations(
            "MinimalGatedUnit",
            new[] { "h" },
            new CellEquation[]
            {
                new("", new CellTerm.State(0)),
                new("", new CellTerm.Input("f")),
                new("", new CellTerm.Hidden("f", 0)),
                new("", new CellTerm.Apply(Op.Add, new[] { 1, 2 })),
                new("f", new CellTerm.Activate(ActivationKind.Sigmoid, 3)),
                new("", new CellTerm.Input("n")),
                new("", new CellTerm.Apply(Op.Multiply, new[] { 4, 0 })),
                new("", new CellTerm.Hidden("n", 6)),
                new("", new CellTerm.Apply(Op.Add, new[] { 5, 7 })),
                new("n", new CellTerm.Activate(ActivationKind.Tanh, 8)),
                new("", new CellTerm.Number(1)),
                new("", new CellTerm.Apply(Op.Subtract, new[] { 10, 4 })),
                new("", new CellTerm.Apply(Op.Multiply, new[] { 11, 0 })),
                new("", new CellTerm.Apply(Op.Multiply, new[] { 4, 9 })),
                new("", new CellTerm.Apply(Op.Add, new[] { 12, 13 })),
            },
            new[] { 14 })),
        Cell(CellSources.Cell));

    [Theory]
    [InlineData("var f = Sigmoid(w.Input(\"f\", x) + w.Hidden(\"f\", h));", "var f = Gate(w, h, name: \"f\", x: x);")]
    [InlineData("var f = Sigmoid(w.Input(\"f\", x) + w.Hidden(\"f\", h));", "CellVector f = RnnGen.Cells.Cell.Sigmoid(w.Input(nameof(f), x) + w.Hidden(Name, h));")]
    [InlineData("var f = Sigmoid(w.Input(\"f\", x) + w.Hidden(\"f\", h));", "const string gate = \"f\"; var f = Gate(w, h, x, gate);")]
    [InlineData("return (1 - f) * h + f * n;", "var one = 1.0; return ((one - (f)) * h) + f! * n; // h'")]
    [InlineData("(CellInput x, CellVector h, CellWeights w)\n    {\n        var f", "(\n        CellInput x, CellVector h, CellWeights w)\n    {\n\n        ;/* forget */ var f")]
    public void Ways_to_write_the_same(string old, string @new)
    {
        const string More = """

                private const string Name = "f";

                private static CellVector Gate(CellWeights w, CellVector h, CellInput x, string name) => Sigmoid(w.Input(name, x) + w.Hidden(name, h));
            }
            """;
        Assert.Contains(old, CellSources.Cell);
        var source = CellSources.Cell.Replace(old, @new);
        Assert.Equal(Cell(CellSources.Cell), Cell(source[..source.LastIndexOf('}')] + More));
    }

    [Fact]
    public void Several_states_gates_and_vectors_in_order_of_first_use()
    {
        var cell = Cell("""
            using RnnGen.Cells;

            public sealed class MinimalGatedUnit : Cell
            {
                public static (CellVector Out, CellVector) Step(CellInput x, CellVector h, CellVector c, CellWeights w)
                {
                    var b = w.Hidden("second", c) + w.Vector("v") * w.Vector("u") + w.Vector("v");
                    return (w.Input("z", x) + w.Hidden("first", h) + b, w.Input("a", x) * 0.5f);
                }
            }
            """).Cell;

        Assert.Equal(["h", "c"], cell.States);
        Assert.Equal(["z", "a"], cell.InputGates);
        Assert.Equal(["second", "first"], cell.HiddenGates);
        Assert.Equal(["v", "u"], cell.Equations.Select(e => e.Term).OfType<CellTerm.Vector>().Select(v => v.Name));
        Assert.Equal("b", Assert.Single(cell.Equations, e => e.Name.Length > 0).Name);
        Assert.Equal(new CellTerm.Number(0.5), Assert.Single(cell.Equations, e => e.Term is CellTerm.Number).Term);
    }

    [Fact]
    public void Numbers_of_an_activation()
    {
        var terms = Cell(CellSources.Cell.Replace("Sigmoid(", "HardSigmoid(beta: 0.25, x: ").Replace("Tanh(", "LeakyRelu(alpha: 1f / 4, x: "))
            .Cell.Equations.Select(e => e.Term).OfType<CellTerm.Activate>();
        Assert.Equal([new(ActivationKind.HardSigmoid, null, 0.25), new(ActivationKind.LeakyRelu, 0.25)], terms.Select(t => t.Activation));
    }

    [Fact]
    public void Every_function_has_an_equation()
    {
        var names = typeof(RnnGen.Cells.Cell).GetMethods().Where(m => m.IsStatic).Select(m => m.Name).Distinct().ToArray();
        Assert.All(names, name => Assert.True(Enum.TryParse<ActivationKind>(name, out _) || Enum.TryParse<Op>(name, out _), name));
        Assert.Subset(names.ToHashSet(), Enum.GetNames<ActivationKind>().Where(name => name != nameof(ActivationKind.Linear)).ToHashSet());
    }

    [Fact]
    public void Options_are_those_of_recurrent_layers() => Assert.Equal(
        Cell(CellSources.Cell) with { Return = Compiler.Layers.ReturnKind.Sequence, Layers = 2, RecurrentDropout = 0.5f, Biases = Compiler.Layers.BiasKind.One },
        (CellSpec)Pipeline.Spec(CellSources.Together().Replace("8)]", "8, Return = Sequence, Layers = 2, RecurrentDropout = 0.5f, Biases = RnnGen.BiasKind.One)]")).Layers[0]);

    [Fact]
    public void A_model_of_it_compiles_without_warnings()
    {
        var run = GeneratorHost.Run(CellSources.Together());
        Assert.Empty(run.Diagnostics);
        Assert.Contains(run.Files.Values, text => text.Contains("MinimalGatedUnit 3 → 8", StringComparison.Ordinal));
    }

    private static CellSpec Cell(string source) => (CellSpec)Pipeline.Spec(CellSources.Together(source)).Layers[0];
}
