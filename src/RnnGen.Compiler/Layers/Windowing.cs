using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What layers do with the windows of a sequence or an image.</summary>
/// <param name="layer">The layer.</param>
/// <param name="axis">The axis of the windows.</param>
/// <param name="down">What a window reads along the steps of a sequence, or the rows of an image.</param>
/// <param name="across">What it reads along a row.</param>
internal sealed class Windowing(LayerContext layer, Axis axis, WindowSide down, WindowSide across)
{
    /// <summary>Each place of a pooling's window is an operand of one kernel.</summary>
    private const int MaxPlaces = 64;

    private GraphBuilder Graph => layer.Graph;

    /// <summary>All values of a window in one row, the places of one feature side by side.</summary>
    public Value Row(Value x)
    {
        var window = Graph.Windows(x, axis, down, across, Identifier.Pascal(layer.LayerName) + "Window");
        return window == x ? x : window.Named(layer.Name("window"));
    }

    /// <summary>The largest of the values in a window, of equal ones the first, or their mean.</summary>
    public Value Pool(PoolingKind kind, Value x) => kind == PoolingKind.Maximum
        ? Fold(x, (before, next) => Graph.Binary(Op.Max, next, before))
        : (1.0 / (down.Count * across.Count)) * Fold(x, (sum, next) => sum + next);

    /// <summary>1 where all of a window are 1.</summary>
    public Value All(Value mask) => Fold(mask, (all, next) => all * next);

    private Value Fold(Value x, Func<Value, Value, Value> combine)
    {
        layer.Require((long)down.Count * across.Count <= MaxPlaces, SpecRule.Contradiction, "size", $"a window holds {MaxPlaces.ToString(CultureInfo.InvariantCulture)} steps or pixels at most; for all of them there is global pooling");
        return Places(x).Aggregate(combine);
    }

    /// <summary>The window's places, each a sequence of its own.</summary>
    private IEnumerable<Value> Places(Value x)
    {
        for (var i = 0; i < down.Count; i++)
        {
            for (var j = 0; j < across.Count; j++)
                yield return Graph.Windows(x, axis, down with { First = down.First + i, Count = 1 }, across with { First = across.First + j, Count = 1 }, "");
        }
    }
}
