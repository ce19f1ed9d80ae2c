using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>The graph of named layers: who reads whom, in an order in which sources come first, and what nobody reads, the outputs.</summary>
public sealed class LayerOrder
{
    /// <summary>Stands before the name of an input, which a layer may bear as well.</summary>
    public const string InputMark = ":";

    private readonly ModelSpec _spec;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<(int Index, IReadOnlyList<string> Sources)> _layers = [];
    private readonly HashSet<int> _open = [];
    private readonly HashSet<int> _done = [];

    private LayerOrder(ModelSpec spec)
    {
        _spec = spec;
        for (var i = 0; i < spec.Layers.Count; i++) _indices[spec.Layers[i].Name] = i;
        for (var i = 0; i < spec.Layers.Count; i++) Visit(i);
        var read = new HashSet<string>(_layers.SelectMany(l => l.Sources.Concat(spec.Layers[l.Index].AlsoReads)).Select(Owner), StringComparer.Ordinal);
        Outputs = [.. spec.Layers.Select(l => l.Name).Where(name => !read.Contains(name))];
    }

    /// <summary>The layers by index, sources first, each with the names it reads.</summary>
    public IReadOnlyList<(int Index, IReadOnlyList<string> Sources)> Layers => _layers;

    /// <summary>The layers that no other layer reads.</summary>
    public IReadOnlyList<string> Outputs { get; }

    public static LayerOrder Of(ModelSpec spec) => new(spec);

    /// <summary>The layer that a name belongs to: <c>lstm1.forward</c> is part of <c>lstm1</c>.</summary>
    private string Owner(string name) => _indices.ContainsKey(name) || name.IndexOf('.') < 0 ? name : name.Substring(0, name.IndexOf('.'));

    private void Visit(int index)
    {
        if (_done.Contains(index)) return;
        var layer = _spec.Layers[index];
        if (!_open.Add(index)) throw new SpecException(SpecRule.Cycle, index, _spec.Name, layer.Name, string.Join(" → ", _open.Select(i => _spec.Layers[i].Name).Append(layer.Name)));
        IReadOnlyList<string> sources = layer.From.Count > 0 ? layer.From : index > 0 ? [_spec.Layers[index - 1].Name] : [InputMark + _spec.Input.Name];
        foreach (var source in sources.Concat(layer.AlsoReads))
        {
            if (_indices.TryGetValue(Owner(source), out var before)) Visit(before);
        }

        _open.Remove(index);
        _done.Add(index);
        _layers.Add((index, sources));
    }
}
