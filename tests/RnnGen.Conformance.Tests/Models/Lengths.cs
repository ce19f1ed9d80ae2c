namespace Conformance.Models;

/// <summary>How long the tensors of a model are.</summary>
internal static class Lengths
{
    /// <summary>
    /// Elements of a tensor: <c>x</c>, <c>y</c>, <c>target</c>, a state such as <c>gru1H0</c> or <c>gru1Hn</c> ([layers, batch, units]), or
    /// the gradient of one of these, <c>dX</c>.
    /// </summary>
    public static int Of<T>(TestModel<T> model, string name, int batch, int steps)
        where T : unmanaged => model.Table[name == "target" && !model.HasLoss ? "y" : name].Length(batch, steps);

    /// <summary>The part of a tensor that belongs to one sample.</summary>
    public static TElement[] Sample<T, TElement>(TestModel<T> model, string name, TElement[] values, int batch, int sample)
        where T : unmanaged
    {
        var parts = model.Table[name == "target" && !model.HasLoss ? "y" : name].Parts;
        var row = values.Length / (parts * batch);
        return [.. Enumerable.Range(0, parts).SelectMany(part => values.AsSpan(((part * batch) + sample) * row, row).ToArray())];
    }

    /// <summary>The tensor of a batch that has its one sample twice.</summary>
    public static TElement[] Twice<T, TElement>(TestModel<T> model, string name, TElement[] values)
        where T : unmanaged
    {
        var parts = model.Table[name].Parts;
        return values.Length == 0 ? [] : [.. values.Chunk(values.Length / parts).SelectMany(part => part.Concat(part))];
    }
}
