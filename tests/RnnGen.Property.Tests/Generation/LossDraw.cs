using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>Random losses: one of the caller's own, or one for every head.</summary>
internal static class LossDraw
{
    private static readonly LossKind[] Kinds = [.. Enum.GetValues<LossKind>().Where(k => k != LossKind.External)];

    public static LossSpec[] Of(ModelSpec spec, Draw draw)
    {
        if (draw.Chance(3)) return [new LossSpec(LossKind.External)];
        var outputs = LayerOrder.Of(spec).Outputs.Select(o => o.Key).ToArray();
        var flows = Lowering.Run(spec, LoweringMode.Inference);
        return [.. outputs.Select(name => Of(name, outputs.Length == 1 && draw.Chance(2), flows.Find(name)!.Value.Shape.Columns.Size, draw))];
    }

    private static LossSpec Of(string head, bool single, int columns, Draw draw)
    {
        var kind = draw.Of(Kinds);
        if (kind == LossKind.CrossEntropyWithLogits && columns == 1) kind = LossKind.BinaryCrossEntropyWithLogits;
        var loss = new LossSpec(kind) { Of = single ? null : head, Weight = draw.Of([1, 0.5]), Mean = !draw.Chance(3) };
        return kind switch
        {
            LossKind.Huber => loss with { Delta = draw.Of([1, 0.25]) },
            LossKind.BinaryCrossEntropyWithLogits => loss with { PositiveWeight = draw.Of([1, 2.5]) },
            LossKind.CrossEntropyWithLogits => loss with
            {
                LabelSmoothing = draw.Of([0, 0.1]),
                IgnoreIndex = draw.Chance(2) ? draw.Between(0, columns - 1) : null,
                ClassWeights = Enumerable.Range(1, draw.Chance(3) ? columns : 0).Select(c => 1.0 / c).ToArray(),
            },
            _ => loss,
        };
    }
}
