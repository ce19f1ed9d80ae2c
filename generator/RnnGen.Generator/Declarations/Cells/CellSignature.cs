using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Declarations.Cells;

/// <summary>The form of Step: <c>static CellVector Step(CellInput x, CellVector h, …, CellWeights w)</c>.</summary>
internal static class CellSignature
{
    /// <summary>The method of a class; null with what is wrong about it.</summary>
    public static (IMethodSymbol? Step, string Wrong) Find(INamedTypeSymbol type)
    {
        var methods = type.GetMembers("Step").OfType<IMethodSymbol>().ToList();
        if (type.IsGenericType) return (null, "is generic");
        if (methods.Count != 1) return (null, methods.Count == 0 ? "has no method Step" : "has several methods Step");
        var step = methods[0];
        if (!step.IsStatic) return (null, "has a Step that is not static");
        if (step.IsGenericMethod) return (null, "has a generic Step");
        return HasForm(step) ? (step, "") : (null, $"has {step.ReturnType.ToMinimalDisplay()} Step({string.Join(", ", step.Parameters.Select(p => p.Type.ToMinimalDisplay()))})");
    }

    /// <summary>Whether a type is one of those that cells are written with.</summary>
    public static bool Is(this ITypeSymbol? type, string name) =>
        type is { ContainingType: null, ContainingNamespace: { Name: "Cells", ContainingNamespace: { Name: "RnnGen", ContainingNamespace.IsGlobalNamespace: true } } } && type.Name == name;

    private static bool HasForm(IMethodSymbol step)
    {
        var parameters = step.Parameters;
        var states = parameters.Length - 2;
        return states >= 1 && parameters.All(p => p.RefKind == RefKind.None)
            && parameters[0].Type.Is("CellInput")
            && parameters.Skip(1).Take(states).All(p => p.Type.Is("CellVector"))
            && parameters[parameters.Length - 1].Type.Is("CellWeights")
            && (states == 1
                ? step.ReturnType.Is("CellVector")
                : step.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Length == states && tuple.TupleElements.All(e => e.Type.Is("CellVector")));
    }

    private static string ToMinimalDisplay(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
