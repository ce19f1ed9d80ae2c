using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Planning;

/// <summary>Where every value of some programs lies, and what their arena takes.</summary>
public sealed class MemoryPlan
{
    private readonly IReadOnlyDictionary<Value, Storage> _storages;
    private readonly Dictionary<Value, string> _names = [];

    internal MemoryPlan(IReadOnlyDictionary<Value, Storage> storages, IReadOnlyList<Program> programs, CompactRows compact, Lives lives, IReadOnlyList<Value> unique)
    {
        (_storages, Unique) = (storages, unique);
        Compact = compact;
        Programs = programs;
        Storages = [.. storages.OrderBy(p => p.Key.Id).Select(p => p.Value).Distinct()];
        MakeNamesUnique();
        foreach (StorageClass kind in Enum.GetValues(typeof(StorageClass))) Allocate(kind, lives);
    }

    public IReadOnlyList<Program> Programs { get; }

    public IReadOnlyList<Storage> Storages { get; }

    /// <summary>Which planes have rows for the steps that count only.</summary>
    public CompactRows Compact { get; }

    /// <summary>The inputs of which programs look up every different token once.</summary>
    public IReadOnlyList<Value> Unique { get; }

    /// <summary>What the different tokens of an input are called: <c>xUnique</c>.</summary>
    public static string UniqueName(Value unique) => Identifier.Camel(unique.Operands[0].Get<InputAttribute>().Tensor.Name) + "Unique";

    /// <summary>Where the order of the samples lies: elements per sample before it.</summary>
    public int OrderOffset => RowLength(StorageClass.Batch) - Strides.Of(1);

    /// <summary>Where the different tokens of an input lie: elements per sample and step before them.</summary>
    public int UniqueOffset(Value unique) => RowLength(StorageClass.Sequence) - (Strides.Of(1) * (Unique.Count - Unique.TakeWhile(u => u != unique).Count()));

    /// <summary>The extents of all values: those that take turns in a buffer may call theirs differently.</summary>
    public IEnumerable<Dimension> Extents => _storages.OrderBy(p => p.Key.Id).SelectMany(p => new[] { p.Value.Columns, p.Key.Shape.Columns }).Where(d => d.Name.Length > 0);

    public Storage this[Value value] => _storages[value];

    /// <summary>Whether a value lies in the arena; parameters, constants and the caller's whole numbers do not.</summary>
    public bool Holds(Value value) => _storages.ContainsKey(value);

    /// <summary>The name of a value in generated code: its own letters, also where it shares a buffer; states go by their buffer.</summary>
    public string NameOf(Value value) => _storages[value].State is not null ? _storages[value].Name : _names[value];

    /// <summary>Floats that all buffers of a class take per row; the order of the samples and the different tokens take a cache line of each.</summary>
    public int RowLength(StorageClass kind)
    {
        var lines = kind switch
        {
            StorageClass.Batch => Compact.Lengths is not null ? 1 : 0,
            StorageClass.Sequence => Unique.Count,
            _ => 0,
        };
        return Storages.Where(s => s.Class == kind).Select(s => s.Offset + s.Stride).DefaultIfEmpty(0).Max() + (lines * Strides.Of(1));
    }

    /// <summary>First fit in order of birth: a buffer takes the lowest place that is free for its whole life.</summary>
    private void Allocate(StorageClass kind, Lives lives)
    {
        var placed = new List<Storage>();
        foreach (var storage in Storages.Where(s => s.Class == kind).OrderBy(s => s.Life.First).ThenByDescending(s => s.Stride))
        {
            var offset = 0;
            foreach (var other in placed.Where(o => lives.Meet(o.Life, storage.Life)).OrderBy(o => o.Offset))
            {
                if (offset + storage.Stride <= other.Offset) break;
                offset = Math.Max(offset, other.Offset + other.Stride);
            }

            storage.Offset = offset;
            placed.Add(storage);
        }
    }

    /// <summary>What the plan's own constants and variables are called.</summary>
    private IEnumerable<string> OwnNames =>
    [
        "order", "mostUnique",
        .. Enum.GetNames(typeof(StorageClass)).Select(kind => Identifier.Camel(kind) + "Length"),
        .. Unique.SelectMany(u => new[] { UniqueName(u), u.Shape.Axis!.Name }),
    ];

    private void MakeNamesUnique()
    {
        var taken = new HashSet<string>(OwnNames, StringComparer.Ordinal);
        foreach (var storage in Storages.Where(s => s.State is not null)) storage.Name = Untaken(storage.Name, taken);
        foreach (var value in _storages.Where(p => p.Value.State is null).OrderBy(p => p.Key.Id).Select(p => p.Key))
        {
            var name = value.Name.Length > 0 ? value.Name : "value" + value.Id.ToString(CultureInfo.InvariantCulture);
            _names.Add(value, Untaken(Identifier.Camel(name), taken));
        }

        // A buffer is named after the first value that lies in it.
        foreach (var storage in Storages.Where(s => s.State is null))
            storage.Name = _names[_storages.Where(p => p.Value == storage).OrderBy(p => p.Key.Id).First().Key];
    }

    private static string Untaken(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++) unique = name + i.ToString(CultureInfo.InvariantCulture);
        return unique;
    }
}
