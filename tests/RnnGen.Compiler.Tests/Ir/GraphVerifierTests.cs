using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Tests.Ir;

/// <summary>The verifier finds planted defects and says at which stage and value.</summary>
public class GraphVerifierTests
{
    private static readonly Dimension Three = new("Three", 3);
    private static readonly Dimension Four = new("Four", 4);
    private static readonly ParameterTensor Matrix = new("w", 4, 3, new InitializerSpec.Constant(0), 0);
    private static readonly ParameterTensor Vector = new("b", 0, 4, new InitializerSpec.Constant(0), 12);

    private readonly GraphBuilder _graph = new();

    [Fact]
    public void A_sound_graph_passes_unchanged()
    {
        var graph = Networks.Training(Networks.TwoGrus);

        Assert.Same(graph, GraphVerifier.Verify(graph, "here"));
    }

    [Fact]
    public void Operands_of_different_extents() =>
        AssertFinds("[B, 3] does not fit [B, 4]", () => _graph.Create(Op.Add, Shape.Plane(Four, null), [Plane(Three), Plane(Four)], null));

    [Fact]
    public void A_matrix_read_element_by_element() =>
        AssertFinds("reads the matrix", () => _graph.Create(Op.Tanh, Shape.Plane(Four, null), [Weights()], null));

    [Fact]
    public void A_product_over_the_wrong_extent() => AssertFinds("has operands of shapes [B, 4], [4, 3]", () => _graph.MatMul(Plane(Four), Weights()));

    [Fact]
    public void A_transposed_product_over_the_wrong_extent() =>
        AssertFinds("has operands of shapes [B, 3], [4, 3]", () => _graph.MatMulTransposed(Plane(Three), Weights()));

    [Fact]
    public void A_fused_product_whose_addend_does_not_fit() =>
        AssertFinds("has operands of shapes", () => ProductView.Create(_graph, transposed: false, Plane(Three), [(Plane(Three), Weights())], []));

    [Fact]
    public void A_fused_product_with_a_plane_for_a_bias() =>
        AssertFinds("has operands of shapes", () => ProductView.Create(_graph, transposed: false, null, [(Plane(Three), Weights())], [Plane(Four)]));

    [Fact]
    public void An_outer_product_of_a_sequence_and_a_single_row() =>
        AssertFinds("has operands of shapes [T, B, 4], [B, 3]", () => _graph.OuterProduct(Plane(Four, time: true), Plane(Three)));

    [Fact]
    public void A_mean_of_a_vector() =>
        AssertFinds("has operands of shapes [4]", () => _graph.Mean(_graph.Bias(Vector, 0, Four)));

    [Fact]
    public void A_reduction_inside_a_loop()
    {
        var loop = _graph.AddLoop("loop", Axis.Main, reverse: false);
        var x = Plane(Four, time: true);
        AssertFinds("reduces over time inside a loop", () => _graph.Within(loop, () => _graph.Create(Op.StepsToColumns, Shape.Plane(Four, null), [x], null)));
    }

    [Fact]
    public void A_state_read_outside_its_loop()
    {
        var loop = _graph.AddLoop("loop", Axis.Main, reverse: false);
        var state = _graph.AddState(loop, "h", Four, null);
        AssertFinds("lies outside its loop", () => state.Next = _graph.Create(Op.Previous, Shape.Plane(Four, Axis.Main), [], new StateAttribute(state)));
    }

    [Fact]
    public void A_state_without_a_next_value()
    {
        var loop = _graph.AddLoop("loop", Axis.Main, reverse: false);
        AssertFinds("state h of loop → has no next value", () => _graph.Previous(_graph.AddState(loop, "h", Four, null)));
    }

    [Fact]
    public void A_next_value_of_another_extent()
    {
        var loop = _graph.AddLoop("loop", Axis.Main, reverse: false);
        AssertFinds("has not the shape of state h", () => _graph.AddState(loop, "h", Four, null).Next = Plane(Three, time: true));
    }

    [Fact]
    public void A_value_used_before_it_is_defined()
    {
        var x = Plane(Four);
        var y = _graph.Unary(Op.Tanh, x);
        var error = Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(new Graph([y, x], [], []), "some pass"));
        Assert.Equal("some pass: %1 = Tanh reads %0:x0 before it is defined", error.Message);
    }

    [Fact]
    public void A_root_that_is_not_in_the_graph()
    {
        var x = Plane(Four);
        var error = Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(new Graph([], [], [new Root(RootKind.Output, "y", 0, x)]), "some pass"));
        Assert.Contains("is root y but not in the graph", error.Message);
    }

    private Value Plane(Dimension columns, bool time = false) => _graph.Input("x" + _graph.Values.Count, 0, columns, time ? Axis.Main : null);

    private Value Weights() => _graph.Weights(Matrix, 0, Four, Three);

    private void AssertFinds(string message, Func<Value> plant)
    {
        plant();
        var error = Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(_graph.ToGraph(), "some pass"));
        Assert.StartsWith("some pass: ", error.Message);
        Assert.Contains(message, error.Message);
    }
}
