namespace Conformance.Models;

/// <summary>Arrays by the identifiers of a generated member's parameters.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Tensors<T> : System.Collections.IEnumerable
{
    private readonly Dictionary<string, T[]> _arrays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _whole = new(StringComparer.Ordinal);

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => _arrays.Keys.GetEnumerator();

    public T[] this[string name]
    {
        get => _arrays.TryGetValue(name, out var array) ? array : throw new KeyNotFoundException($"There is no tensor '{name}'.");
        set
        {
            _arrays[name] = value;
            _whole.Remove(name);
        }
    }

    /// <summary>A tensor of whole numbers; they are converted once, so that calls allocate nothing.</summary>
    public int[] Whole(string name)
    {
        if (!_whole.TryGetValue(name, out var whole))
            _whole.Add(name, whole = Array.ConvertAll(this[name], value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)));
        return whole;
    }
}
