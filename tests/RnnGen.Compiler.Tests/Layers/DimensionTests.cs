using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Layers;

/// <summary>Every extent has a name of its own.</summary>
public class DimensionTests
{
    /// <summary>The lower cells' directions lie side by side, whatever becomes of the upper ones.</summary>
    [Theory]
    [InlineData(MergeKind.Concat)]
    [InlineData(MergeKind.Sum)]
    [InlineData(MergeKind.Average)]
    [InlineData(MergeKind.Multiply)]
    public void Stacked_cells_of_two_directions_merge_in_every_way(MergeKind merge)
    {
        var spec = Networks.Model(LossKind.MeanSquaredError, new GruSpec("gru", 2) { Layers = 2, Bidirectional = true, Merge = merge });

        Assert.DoesNotContain(Lowering.Check(spec), finding => finding.IsError);
    }
}
