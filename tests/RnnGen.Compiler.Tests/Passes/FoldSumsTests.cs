using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Passes;

namespace RnnGen.Compiler.Tests.Passes;

/// <summary>What FoldSums is for: one Product per sum, and the input projection of all steps at once.</summary>
public class FoldSumsTests
{
    private static readonly Graph Folded = Networks.Apply(Networks.Prediction(Networks.Gru), g => new FoldSums(g));

    [Fact]
    public void No_matrix_product_and_no_addition_of_a_bias_is_left()
    {
        Assert.DoesNotContain(Folded.Values, value => value.Op is Op.MatMul or Op.MatMulTransposed);
        Assert.DoesNotContain(Folded.Values, value => value.Op == Op.Add && value.Operands.Any(operand => operand.Shape.Form == Form.Vector));
    }

    [Theory]
    [InlineData("gru.a_r")]
    [InlineData("gru.a_z")]
    public void The_recurrent_product_of_a_gate_starts_from_its_input_projection(string gate)
    {
        var recurrent = Folded.Named(gate);
        var start = new ProductView(recurrent).Addend!;

        Assert.Equal((Op.Product, Op.Product), (recurrent.Op, start.Op));
        Assert.NotNull(recurrent.Loop);
        Assert.Equal(Op.Previous, Assert.Single(new ProductView(recurrent).Terms).Left.Op);
        Assert.Null(start.Loop);
        Assert.Equal(Op.Input, Assert.Single(new ProductView(start).Terms).Left.Op);
    }

    /// <summary>Both biases of a gate belong to the sum: the projection takes them along.</summary>
    [Fact]
    public void Biases_are_part_of_the_projection()
    {
        var start = new ProductView(Folded.Named("gru.a_r")).Addend!;

        Assert.Equal(["gru.bias_ih_l0", "gru.bias_hh_l0"], new ProductView(start).Biases.Select(bias => bias.Get<ParameterAttribute>().Tensor.Name).Order().Reverse());
        Assert.Empty(new ProductView(Folded.Named("gru.a_r")).Biases);
    }

    /// <summary>W·h + b of the candidate is multiplied by r, so it must stay a value of its own.</summary>
    [Fact]
    public void A_product_that_something_else_reads_stays_apart()
    {
        var hidden = Folded.Named("gru.hn");

        Assert.Equal(Op.Product, hidden.Op);
        Assert.Null(new ProductView(hidden).Addend);
        Assert.Equal(Op.Multiply, Assert.Single(Folded.Users()[hidden]).Op);
        Assert.Equal(Op.Add, Folded.Named("gru.a_n").Op);
    }

    /// <summary>x + x is twice x, though only one operation reads it.</summary>
    [Fact]
    public void A_product_that_is_added_to_itself_stays_apart()
    {
        var builder = new GraphBuilder();
        var units = new Dimension("Units", 4);
        var product = builder.MatMul(builder.Input("x", 0, units, null), builder.Weights(new ParameterTensor("w", 4, 4, new InitializerSpec.Constant(1), 0), 0, units, units));
        builder.AddRoot(RootKind.Output, "y", 0, product + product);

        var sum = new FoldSums(builder.ToGraph()).Run().Roots[0].Value;

        Assert.Equal([Op.Product, Op.Product], sum.Operands.Select(operand => operand.Op));
        Assert.Equal(Op.Add, sum.Op);
    }

    [Fact]
    public void A_sum_without_products_is_left_alone()
    {
        var graph = new GraphBuilder();
        var units = new Dimension("Units", 4);
        var x = graph.Input("x", 0, units, null);
        var t = graph.Input("t", 0, units, null);
        graph.AddRoot(RootKind.Output, "y", 0, x + t);

        Assert.Equal(GraphPrinter.Print(graph.ToGraph()), GraphPrinter.Print(Networks.Apply(graph.ToGraph(), g => new FoldSums(g))));
    }
}
