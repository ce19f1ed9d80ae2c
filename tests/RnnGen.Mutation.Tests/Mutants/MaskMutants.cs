namespace Mutation.Mutants;

/// <summary>What could be wrong with padding and dropout.</summary>
internal static class MaskMutants
{
    private const string Recurrent = "Layers/RecurrentSpec.cs", Lowering = "Layers/Lowering.cs", Context = "Layers/LayerContext.cs";

    public static IEnumerable<Mutant> List =>
    [
        new("mask: ignored", Recurrent, "(input.Mask is null ? after[i] :", "(true ? after[i] :", "a step that does not count leaves the states", "gru_bi_lengths fixture"),
        new("mask: turned", Recurrent, "after[i].Named(cell.Name(States[i] + \"_new\")), before[i])", "before[i], after[i].Named(cell.Name(States[i] + \"_new\")))", "1 stands for a step that counts", "gru_bi_lengths fixture"),
        new("mask: past the end", Recurrent, "graph.Select(input.Mask, sequence, graph.Constant(0))", "graph.Select(input.Mask, sequence, sequence)", "outputs past the end are zero", "gru_bi_lengths fixture"),
        new("mask: lost", "Layers/Flow.cs", "value.Shape.Time ? Mask : null", "null", "layers hand the mask on", "masked tokens by loops"),
        new("mask: lengths only", Lowering, "mask is null ? kept : mask * kept", "mask ?? kept", "a step counts where both masks say so", "masked tokens by loops"),
        new("mask: tokens only", Lowering, "mask is null ? kept : mask * kept", "kept", "a step counts where both masks say so", "masked tokens by loops"),
        new("mask: no lengths", Lowering, "if (input.Lengths)", "if (input.Lengths && Mode != LoweringMode.Training)", "lengths are masks", "gru_bi_lengths fixture"),
        new("mask: of the loss", "Layers/Losses.cs", "kept * output.Mask", "kept", "labels past the end do not count", "labelled steps by loops"),
        new("lengths: copies of states", "Passes/CopyStates.cs", "Target.Unary(Op.Copy, Map(state))", "Target.Unary(Op.Negate, Map(state))", "a copy is what the state is", "gru_bi_lengths fixture"),
        new("lengths: order of inputs", "Emission/ProgramEmitter.cs", "{_at.Samples(place)}, {steps}, ", "batch, {steps}, ", "the first row is that of the longest sample", "labelled steps by loops"),
        new("lengths: order of tokens", "Emission/CallEmitter.cs", ": [at.Samples(place), tokens", ": [\"batch\", tokens", "the first row is that of the longest sample", "masked tokens by loops"),
        new("dropout: layer", "Layers/DropoutSpec.cs", "layer.Dropout(input.Value, Rate, \"rate\")", "input.Value", "the layer drops something", "masks of dropout"),
        new("dropout: in prediction", Context, "&& Training && rate > 0", "&& rate > 0", "prediction drops nothing", "masks of dropout"),
        new("dropout: one mask for all", Lowering, "NextDropoutStream() => _dropoutStreams++", "NextDropoutStream() => _dropoutStreams", "every layer has masks of its own", "masks of dropout"),
        new("dropout: rate", "Emission/CallEmitter.cs", "Literal.Of(rate)", "Literal.Of(1 - rate)", "the rate is that of what is dropped", "masks of dropout"),
        new("dropout: chunks", "Emission/CallEmitter.cs", "place == Place.Batch ? \"0\" : first", "\"0\"", "every step has a mask of its own", "masks of dropout"),
        new("dropout: of the input", Recurrent, "layer.Dropout(input, InputDropout, \"InputDropout\"", "layer.Dropout(input, BetweenDropout, \"InputDropout\"", "two rates for two places", "places of dropout"),
        new("dropout: between", Recurrent, "if (k > 0) x = layer.Dropout", "if (k > 1) x = layer.Dropout", "between the first cell and the second, too", "places of dropout"),
        new("dropout: before the first", Recurrent, "if (k > 0) x = layer.Dropout", "if (k == 0) x = layer.Dropout", "not before the first", "places of dropout"),
    ];
}
