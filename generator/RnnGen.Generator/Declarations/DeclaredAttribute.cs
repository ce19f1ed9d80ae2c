using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.Generator.Declarations;

/// <summary>One attribute of the RnnGen namespace as it stands on a class: its arguments by name, its place in the text.</summary>
internal sealed partial class DeclaredAttribute
{
    public const string ModelMetadataName = "RnnGen.ModelAttribute";

    private const string Suffix = "Attribute";

    private readonly Dictionary<string, TypedConstant> _arguments = new(StringComparer.Ordinal);

    private DeclaredAttribute(AttributeData data, AttributeSyntax syntax)
    {
        Syntax = syntax;
        Kind = data.AttributeClass!.Name[..^Suffix.Length];
        IsBroken = data.AttributeConstructor is null;

        // Arguments in place come under their parameter's name (units), named ones under the property's (Return).
        for (var i = 0; i < data.ConstructorArguments.Length && !IsBroken; i++)
            _arguments[data.AttributeConstructor!.Parameters[i].Name] = data.ConstructorArguments[i];
        foreach (var argument in data.NamedArguments) _arguments[argument.Key] = argument.Value;
    }

    /// <summary>The attribute's name without its suffix: <c>Gru</c>.</summary>
    public string Kind { get; }

    public AttributeSyntax Syntax { get; }

    /// <summary>Whether the C# compiler rejects the attribute; it says so itself.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What the arguments say that cannot be, and why.</summary>
    public List<(string What, string Why)> Contradictions { get; } = [];

    /// <summary>Sizes that must be at least 1 and are not.</summary>
    public List<(string What, int Size)> Sizes { get; } = [];

    public bool IsModel => Kind == "Model";

    /// <summary>All RnnGen attributes of a class in the order of the text, part by part.</summary>
    public static List<DeclaredAttribute> Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var attributes = new List<DeclaredAttribute>();
        foreach (var data in type.GetAttributes())
        {
            if (!IsOurs(data.AttributeClass)) continue;
            if (data.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax)
                attributes.Add(new(data, syntax) { Compilation = compilation, Cancellation = cancellation });
        }

        return attributes;
    }

    public bool Has(string name) => _arguments.ContainsKey(name);

    /// <summary>The value of an argument; <paramref name="fallback"/> if it is absent or null.</summary>
    public T Get<T>(string name, T fallback)
    {
        if (!_arguments.TryGetValue(name, out var constant)) return fallback;
        if (constant.Kind != TypedConstantKind.Error)
        {
            if (constant.Value is T value) return value;
            if (constant.IsNull) return fallback;
        }

        IsBroken = true;
        return fallback;
    }

    /// <summary>A size that must be at least 1, and is taken for 1 where it is not.</summary>
    public int GetSize(string name)
    {
        var size = Get(name, 0);
        if (size <= 0) Sizes.Add((name, size));
        return Math.Max(1, size);
    }

    /// <summary>The elements of an array argument; none if it is absent or null.</summary>
    public T[] GetArray<T>(string name)
    {
        if (!_arguments.TryGetValue(name, out var constant) || constant.IsNull) return [];
        if (constant.Kind == TypedConstantKind.Array && constant.Values.All(element => element.Value is T)) return [.. constant.Values.Select(element => (T)element.Value!)];
        IsBroken = true;
        return [];
    }

    /// <summary>The value of an enum argument, as the compiler's enum of the same members.</summary>
    public TEnum GetEnum<TEnum>(string name, TEnum fallback)
        where TEnum : struct, Enum
    {
        if (!Has(name)) return fallback;
        var number = Get(name, 0);
        if (Enum.IsDefined(typeof(TEnum), number)) return (TEnum)Enum.ToObject(typeof(TEnum), number);

        Contradictions.Add(($"{name} = {Invariant.Text(number)}", $"the values are {string.Join(", ", Enum.GetNames(typeof(TEnum)))}"));
        return fallback;
    }

    private static bool IsOurs(INamedTypeSymbol? type) =>
        type is { ContainingType: null, ContainingNamespace: { Name: nameof(RnnGen), ContainingNamespace.IsGlobalNamespace: true } }
        && type.Name.EndsWith(Suffix, StringComparison.Ordinal);
}
