using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>A layer in its place: who it is, and the keys of what it reads.</summary>
/// <param name="Index">Its index in the declaration.</param>
/// <param name="Key">Its name, told apart from that of an earlier layer of the same name.</param>
/// <param name="Sources">The keys of what it reads.</param>
public sealed record PlacedLayer(int Index, string Key, IReadOnlyList<string> Sources);

/// <summary>The graph of named layers: who reads whom, in an order in which sources come first, and what nobody reads, the outputs.</summary>
public sealed class LayerOrder
{
    /// <summary>Stands before the name of an input, which a layer may bear as well.</summary>
    public const string InputMark = ":";

    private readonly ModelSpec _spec;
    private readonly string[] _keys;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<PlacedLayer> _layers = [];
    private readonly List<SpecException> _findings = [];
    private readonly List<int> _open = [];
    private readonly HashSet<int> _done = [];
    private readonly HashSet<int> _read = [];
    private readonly HashSet<string> _readInputs = new(StringComparer.Ordinal);

    private LayerOrder(ModelSpec spec)
    {
        _spec = spec;
        _keys = [.. spec.Layers.Select((l, i) => spec.Layers.Take(i).Any(before => before.Name == l.Name) ? $"{l.Name}#{i}" : l.Name)];
        for (var i = 0; i < _keys.Length; i++) _indices[_keys[i]] = i;
        for (var i = 0; i < _keys.Length; i++) Visit(i);
        Outputs = [.. Enumerable.Range(0, _keys.Length).Where(i => !_read.Contains(i)).Select(i => (i, _keys[i]))];
    }

    /// <summary>The layers that can be lowered, sources first.</summary>
    public IReadOnlyList<PlacedLayer> Layers => _layers;

    /// <summary>The layers that no other layer reads.</summary>
    public IReadOnlyList<(int Index, string Key)> Outputs { get; }

    /// <summary>Whether a layer reads an input.</summary>
    public bool Reads(InputSpec input) => _readInputs.Contains(InputMark + input.Name);

    /// <summary>Sources that do not exist, and circles.</summary>
    public IReadOnlyList<SpecException> Findings => _findings;

    public static LayerOrder Of(ModelSpec spec) => new(spec);

    /// <summary>The layer that a name belongs to: <c>lstm1.forward</c> is part of <c>lstm1</c>.</summary>
    public static string Owner(string name) => name.IndexOf('.') < 0 ? name : name.Substring(0, name.IndexOf('.'));

    /// <summary>The names that a layer can read, other than its own.</summary>
    public static string NamesFor(ModelSpec spec, int layer) =>
        string.Join(", ", spec.Inputs.Select(i => i.Name).Concat(spec.Layers.Where((_, i) => i != layer).Select(l => l.Name)).Distinct());

    private void Visit(int index)
    {
        if (_done.Contains(index)) return;
        _open.Add(index);
        var layer = _spec.Layers[index];
        var sources = new List<string>();
        var complete = true;
        foreach (var (source, isOperand) in Sources(index).Select(s => (s, true)).Concat(layer.AlsoReads.Select(s => (s, false))))
        {
            if (!_indices.TryGetValue(Owner(source), out var before))
            {
                var input = source.StartsWith(InputMark, StringComparison.Ordinal) ? source : InputMark + source;
                var exists = _spec.Inputs.Any(i => InputMark + i.Name == input);
                if (!exists) _findings.Add(new SpecException(SpecRule.UnknownSource, index, _spec.Name, layer.Name, source, NamesFor(_spec, index)));
                _readInputs.Add(input);
                if (isOperand) sources.Add(input);
                complete &= exists;
                continue;
            }

            _read.Add(before);
            if (isOperand) sources.Add(source);
            if (!_open.Contains(before))
            {
                Visit(before);
                continue;
            }

            var circle = _open.Skip(_open.IndexOf(before)).Append(before).Select(i => _spec.Layers[i].Name);
            _findings.Add(new SpecException(SpecRule.Cycle, index, _spec.Name, layer.Name, string.Join(" → ", circle)));
            complete = false;
        }

        _open.Remove(index);
        _done.Add(index);
        if (complete) _layers.Add(new PlacedLayer(index, _keys[index], sources));
    }

    private IEnumerable<string> Sources(int index) =>
        _spec.Layers[index].From is { Count: > 0 } from ? from : index > 0 ? [_keys[index - 1]] : [InputMark + _spec.Input.Name];
}
