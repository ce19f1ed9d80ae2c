namespace Conformance.Models;

/// <summary>Arrays by the identifiers of a generated member's parameters.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Tensors<T> : System.Collections.IEnumerable
{
    private readonly Dictionary<string, T[]> _arrays = new(StringComparer.Ordinal);

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => _arrays.Keys.GetEnumerator();

    public T[] this[string name]
    {
        get => _arrays.TryGetValue(name, out var array) ? array : throw new KeyNotFoundException($"There is no tensor '{name}'.");
        set => _arrays[name] = value;
    }
}
