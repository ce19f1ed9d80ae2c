using RnnGen.Compiler.Autodiff;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Passes;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Passes;

/// <summary>What ProjectUnique is for: equal tokens share their product with weights, and its gradients.</summary>
public class ProjectUniqueTests
{
    private static readonly ModelSpec Tagger = Model(new EmbeddingSpec("embedding", 3), new GruSpec("gru", 2));

    [Theory]
    [InlineData("gru.a_r")]
    [InlineData("gru.a_z")]
    public void A_gate_starts_from_the_row_of_its_token(string gate)
    {
        var folded = Networks.Apply(Networks.Prediction(Tagger), g => new ProjectUnique(g), g => new FoldSums(g));
        var start = new ProductView(folded.Named(gate)).Addend!;
        var product = new ProductView(start.Operands[0]);

        Assert.Equal((Op.FromUnique, Op.Product, Axis.Main), (start.Op, start.Operands[0].Op, start.Shape.Axis));
        Assert.True(start.Operands[0].Shape.Axis!.IsOfUnique);
        Assert.Equal(2, product.Biases.Count);
        Assert.Equal((Op.Gather, Op.Unique), (Assert.Single(product.Terms).Left.Op, product.Terms[0].Left.Operands[0].Op));
        Assert.Single(folded.Values, value => value.Op == Op.Gather);
    }

    [Fact]
    public void Gradients_of_equal_tokens_are_added_up_before_they_are_multiplied()
    {
        var builder = new ProjectUnique(Lowering.Run(Tagger, LoweringMode.Training).Graph.ToGraph()).Build();
        Differentiator.Differentiate(builder);
        var folded = Networks.Apply(builder.ToGraph(), g => new FoldSums(g));
        var table = Assert.Single(folded.Values, value => value.Op == Op.ScatterRows);
        var weights = folded.Values.Where(value => value.Op == Op.OuterProduct && value.Operands[1].Op == Op.Gather).ToList();

        // One product of all gates for the table, one sum for the weights of each.
        Assert.Equal((Op.Product, Op.Unique), (table.Operands[0].Op, table.Operands[1].Op));
        Assert.All(new ProductView(table.Operands[0]).Terms, term => Assert.Equal(Op.SumByUnique, term.Left.Op));
        Assert.Equal(3, weights.Count);
        Assert.All(weights, weight => Assert.Equal(Op.SumByUnique, weight.Operands[0].Op));
    }

    /// <summary>Rows that are not read as they lie in the table: a dropout between them and the product.</summary>
    [Fact]
    public void What_is_not_the_same_for_equal_tokens_stays()
    {
        var spec = Model(new EmbeddingSpec("embedding", 3), new DropoutSpec("dropout", 0.5f), new GruSpec("gru", 2));

        Assert.Contains(new ProjectUnique(Networks.Prediction(spec)).Run().Values, value => value.Op == Op.FromUnique);
        Assert.DoesNotContain(new ProjectUnique(Lowering.Run(spec, LoweringMode.Training).Graph.ToGraph()).Run().Values, value => value.Op == Op.FromUnique);
    }

    private static ModelSpec Model(params LayerSpec[] layers) =>
        new("", "Network", "internal", true, Precision.Float32, new InputSpec(Features: 0, Steps: 6) { Vocabulary = 5 }, layers, LossKind.MeanSquaredError);
}
