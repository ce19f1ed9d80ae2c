namespace Conformance.Models;

/// <summary>How long the tensors of a model are, from its description and its states.</summary>
internal static class Lengths
{
    /// <summary>
    /// Elements of a tensor: <c>x</c>, <c>y</c>, <c>target</c>, a state such as <c>gru1H0</c> or <c>gru1Hn</c> ([layers, batch, units]), or
    /// the gradient of one of these, <c>dX</c>.
    /// </summary>
    public static int Of<T>(TestModel<T> model, string name, int batch, int steps)
        where T : unmanaged
    {
        var description = model.Description;
        return Primal(name) switch
        {
            "x" => batch * steps * description.InputFeatures,
            "y" or "target" => batch * (description.OutputIsSequence ? steps : 1) * description.OutputFeatures,
            var state => batch * model.State(StateName(state)).Length,
        };
    }

    /// <summary>The part of a tensor that belongs to one sample.</summary>
    public static TElement[] Sample<T, TElement>(TestModel<T> model, string name, TElement[] values, int batch, int sample)
        where T : unmanaged
    {
        var parts = Parts(model, Primal(name));
        var row = values.Length / (parts * batch);
        return [.. Enumerable.Range(0, parts).SelectMany(part => values.AsSpan(((part * batch) + sample) * row, row).ToArray())];
    }

    /// <summary>Cells stacked in the layer of a state: parts of the tensor before its batch axis.</summary>
    private static int Parts<T>(TestModel<T> model, string primal)
        where T : unmanaged
    {
        if (primal is "x" or "y" or "target") return 1;
        var layer = primal[..^2];
        return model.Parameters.Tensors.Count(t => t.Name.StartsWith(layer + ".weight_hh_l", StringComparison.Ordinal));
    }

    /// <summary><c>dGru1H0</c> → <c>gru1H0</c>; the tests name no layer with a d before a capital.</summary>
    private static string Primal(string name) =>
        name.Length > 1 && name[0] == 'd' && char.IsUpper(name[1]) ? char.ToLowerInvariant(name[1]) + name[2..] : name;

    /// <summary><c>gru1H0</c> → <c>Gru1H</c>.</summary>
    private static string StateName(string tensor) => char.ToUpperInvariant(tensor[0]) + tensor[1..^1];
}
