using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Layers;

/// <summary>What recurrent layers refuse.</summary>
public class RecurrentRulesTests
{
    /// <summary>One of them would have no effect.</summary>
    [Theory]
    [InlineData(InitialStateKind.Input)]
    [InlineData(InitialStateKind.Learned)]
    public void States_start_in_one_way_only(InitialStateKind start)
    {
        var decoder = new GruSpec("decoder", 2) { InitialStateFrom = "encoder", From = new[] { "x" } };
        ModelSpec With(LayerSpec layer) => Networks.Model(LossKind.MeanSquaredError, new GruSpec("encoder", 2), layer);

        Assert.DoesNotContain(Lowering.Check(With(decoder)), finding => finding.IsError);
        var mistake = Assert.Single(Lowering.Check(With(decoder with { InitialState = start })), finding => finding.IsError);
        Assert.Equal(SpecRule.Contradiction, mistake.Rule);
    }
}
