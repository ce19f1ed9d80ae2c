using PropertyTests.Generation;
using RnnGen.Compiler.Emission;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Passes;
using RnnGen.Compiler.Spec;

namespace PropertyTests;

/// <summary>How often random models have each layer, option and operation. What there is, reflection tells.</summary>
internal sealed class Coverage
{
    private const string Operation = "Op.";

    private static readonly Type[] Records = [typeof(ModelSpec), typeof(InputSpec), typeof(LossSpec), .. Layers];

    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>A namespace is none of a model's options, and every model is tested in both precisions.</summary>
    public Coverage()
    {
        foreach (var kind in Layers) _counts[kind.Name] = 0;
        foreach (var entry in Records.SelectMany(record => Options.Of(record).Where(o => o.Name is not (nameof(ModelSpec.Namespace) or nameof(ModelSpec.Precision))).SelectMany(o => Entries(o)))) _counts[entry] = 0;
        foreach (var op in Enum.GetNames<Op>()) _counts[Operation + op] = 0;
    }

    /// <summary>The kinds of layers of the compiler.</summary>
    private static IEnumerable<Type> Layers => typeof(LayerSpec).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(LayerSpec)));

    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Whether there is a layer or an option that no model has had.</summary>
    public bool LacksDeclarations => _counts.Any(c => c.Value == 0 && !IsOperation(c.Key));

    /// <summary>How many layers and options a model has that no other has had.</summary>
    public int Gain(ModelSpec spec) => EntriesOf(spec).Distinct(StringComparer.Ordinal).Count(entry => _counts.TryGetValue(entry, out var count) && count == 0);

    /// <summary>Counts the layers and options of a model.</summary>
    public void AddDeclaration(ModelSpec spec)
    {
        foreach (var entry in EntriesOf(spec)) Count(entry);
    }

    /// <summary>Counts the operations: what the layers lower to, what gradients add, and what the passes make of it.</summary>
    public void AddOperations(ModelSpec spec)
    {
        var graph = CompiledNetwork.Compile(spec, CancellationToken.None).Graph;
        foreach (var value in graph.Values.Concat(PassPipeline.Run(graph, CancellationToken.None).Values)) _counts[Operation + value.Op]++;
    }

    private static bool IsOperation(string entry) => entry.StartsWith(Operation, StringComparison.Ordinal);

    private static IEnumerable<string> EntriesOf(ModelSpec spec) =>
    [
        .. spec.Layers.Select(layer => layer.GetType().Name),
        .. spec.Inputs.Cast<object>().Concat(spec.Layers).Concat(spec.Losses).Append(spec).SelectMany(EntriesOf),
    ];

    private static IEnumerable<string> EntriesOf(object part)
    {
        foreach (var option in Options.Of(part.GetType()))
        {
            var value = option.GetValue(part);
            if (!IsUsual(value)) yield return NameOf(option);
            if (Choices(option.PropertyType) is { } kind) yield return $"{kind.Name}.{KindOf(value, kind)}";
        }
    }

    private void Count(string entry)
    {
        if (_counts.TryGetValue(entry, out var count)) _counts[entry] = count + 1;
    }

    /// <summary>An entry for every option, that it is not left out, and one for every value of an enum wherever it stands.</summary>
    private static IEnumerable<string> Entries(System.Reflection.PropertyInfo option) =>
        [NameOf(option), .. Choices(option.PropertyType) is { } kind ? Enum.GetNames(kind).Select(value => $"{kind.Name}.{value}") : []];

    /// <summary>An option that several kinds of layers share is one.</summary>
    private static string NameOf(System.Reflection.PropertyInfo option) => $"{option.DeclaringType!.Name}.{option.Name}";

    private static Type? Choices(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? type : type == typeof(ActivationSpec) ? typeof(ActivationKind) : type == typeof(InitializerChoice) ? typeof(InitializerKind) : null;
    }

    private static string? KindOf(object? value, Type kind) => value switch
    {
        ActivationSpec activation => activation.Kind.ToString(),
        InitializerChoice choice => choice.Kind.ToString(),
        _ => value is null ? null : Enum.GetName(kind, value),
    };

    private static bool IsUsual(object? value) => value switch
    {
        null or false or 0 or -1 or 0f or 0.0 => true,
        Enum kind => Convert.ToInt32(kind, System.Globalization.CultureInfo.InvariantCulture) == 0,
        System.Collections.IEnumerable list => !list.GetEnumerator().MoveNext(),
        _ => false,
    };
}
