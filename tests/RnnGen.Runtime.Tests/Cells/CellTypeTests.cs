using RnnGen.Cells;

namespace RnnGen.Runtime.Tests.Cells;

/// <summary>The types that cells are written with, run as they stand.</summary>
public class CellTypeTests
{
    private static readonly CellVector A = new([1.0, -2.0]), B = new([4.0, 0.5]);

    [Fact]
    public void Operators_work_value_by_value()
    {
        Assert.Equal([5, -1.5], (A + B).Values.ToArray());
        Assert.Equal([-3, -2.5], (A - B).Values.ToArray());
        Assert.Equal([4, -1], (A * B).Values.ToArray());
        Assert.Equal([0.25, -4], (A / B).Values.ToArray());
        Assert.Equal([-1, 2], (-A).Values.ToArray());
        Assert.Equal([3, 0], (A + 2).Values.ToArray());
        Assert.Equal([3, 0], (2 + A).Values.ToArray());
        Assert.Equal([-1, -4], (A - 2).Values.ToArray());
        Assert.Equal([1, 4], (2 - A).Values.ToArray());
        Assert.Equal([2, -4], (A * 2).Values.ToArray());
        Assert.Equal([2, -4], (2 * A).Values.ToArray());
        Assert.Equal([0.5, -1], (A / 2).Values.ToArray());
        Assert.Equal([2, -1], (2 / A).Values.ToArray());
        Assert.Equal([4, 0.5], Cell.Max(A, B).Values.ToArray());
        Assert.Equal([0, -2], Cell.Min(A, 0).Values.ToArray());
    }

    [Fact]
    public void Values_are_copied()
    {
        double[] values = [1, 2];
        var (vector, input) = (new CellVector(values), new CellInput(values));
        values[0] = 7;
        Assert.Equal(1, vector.Values[0]);
        Assert.Equal(1, input.Values[0]);
    }

    [Fact]
    public void Vectors_of_different_lengths_do_not_meet()
    {
        Assert.Contains("2 and 3", Assert.Throws<ArgumentException>(() => A + CellVector.Zeros(3)).Message);
        Assert.Throws<ArgumentException>(() => Cell.Max(A, CellVector.Zeros(1)));
        Assert.Throws<ArgumentException>(() => new CellVector([]));
        Assert.Throws<ArgumentException>(() => new CellInput([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellVector.Zeros(0));
    }

    /// <summary>Two units, three inputs: rows of a gate in the order of first use, biases where there are any.</summary>
    [Fact]
    public void Gates_are_blocks_of_rows_in_the_order_of_first_use()
    {
        var weights = new CellWeights(2, new Dictionary<string, double[]>
        {
            ["weight_ih"] = [1, 2, 3, 4, 5, 6, 0, 0, 1, 0, 1, 0],
            ["weight_hh"] = [1, 0, 0, 1],
            ["bias_ih"] = [0.5, 0.25, 10, 20],
            ["peephole"] = [8, 9],
        });
        var x = new CellInput([1.0, 10.0, 100.0]);
        Assert.Equal([321.5, 654.25], weights.Input("z", x).Values.ToArray());
        Assert.Equal([110, 30], weights.Input("a", x).Values.ToArray());
        Assert.Equal([321.5, 654.25], weights.Input("z", x).Values.ToArray());
        Assert.Equal([1, -2], weights.Hidden("a", A).Values.ToArray());
        Assert.Equal([8, 9], weights.Vector("peephole").Values.ToArray());
        Assert.Throws<InvalidOperationException>(() => weights.Input("third", x));
        Assert.Throws<InvalidOperationException>(() => weights.Hidden("second", A));
        Assert.Contains("'missing' needs 2 values and has 0", Assert.Throws<InvalidOperationException>(() => weights.Vector("missing")).Message);
        Assert.Throws<InvalidOperationException>(() => weights.Vector("bias_ih"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CellWeights(0, new Dictionary<string, double[]>()));
    }

    [Fact]
    public void Weights_of_a_model_are_those_of_one_cell_of_one_layer()
    {
        var parameters = new TensorBlock<float>(
        [
            new("cell1.weight_ih_l0", [1, 1], new Initializer.Constant(0)), new("cell1.weight_ih_l1", [1, 1], new Initializer.Constant(0)), new("cell10.weight_ih_l0", [1, 1], new Initializer.Constant(0)),
        ]);
        parameters["cell1.weight_ih_l1"][0] = 3;
        Assert.Equal([6], CellWeights.Of(parameters, "cell1", units: 1, suffix: "_l1").Input("a", new CellInput([2.0])).Values.ToArray());
        Assert.Equal([0], CellWeights.Of(parameters, "cell1", units: 1).Input("a", new CellInput([2.0])).Values.ToArray());
        Assert.Throws<ArgumentException>(() => CellWeights.Of(parameters, "cell2", units: 1));
    }
}
