using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Declarations;

/// <summary>What the class itself must be, before anything of the network is read.</summary>
internal static class ClassRules
{
    public static IEnumerable<Finding> Check(INamedTypeSymbol type, AttributeSyntax model, Compilation compilation)
    {
        var unsupported = Unsupported(type).ToList();
        if (unsupported.Count > 0)
            yield return new Finding(Descriptors.UnsupportedClass, model, type.Name, string.Join(", ", unsupported));

        if (model.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } part && !part.Modifiers.Any(SyntaxKind.PartialKeyword))
            yield return new Finding(Descriptors.NotPartial, model, type.Name);

        if (compilation.Options is CSharpCompilationOptions { AllowUnsafe: false })
            yield return new Finding(Descriptors.UnsafeCodeOff, model, type.Name);
    }

    private static IEnumerable<string> Unsupported(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class) yield return "not a class";
        if (type.IsRecord) yield return "a record";
        if (type.IsStatic) yield return "static";
        else if (type.IsAbstract) yield return "abstract";
        if (type.IsGenericType) yield return "generic";
        if (type.IsFileLocal) yield return "file-local";
        if (type.ContainingType is { } outer) yield return $"nested in '{outer.Name}'";
        if (SyntaxFacts.GetKeywordKind(type.Name) != SyntaxKind.None) yield return "named by a keyword";
    }
}
