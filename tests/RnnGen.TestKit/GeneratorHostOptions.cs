using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.TestKit;

/// <summary>
/// How <see cref="GeneratorHost"/> compiles. The defaults are the strictest user there is: the oldest language claimed, nullable
/// on, arithmetic checked, every warning an error.
/// </summary>
public sealed record GeneratorHostOptions
{
    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public bool CheckedArithmetic { get; init; } = true;

    public bool WarningsAsErrors { get; init; } = true;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool AllowUnsafe { get; init; } = true;

    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Release;

    /// <summary>Whether the short words of a declaration are in scope, as the package's .props arranges it.</summary>
    public bool PackageUsings { get; init; } = true;

    /// <summary>Assemblies the source needs beside the framework and the runtime.</summary>
    public IReadOnlyList<Assembly> References { get; init; } = [];

    public string AssemblyName { get; init; } = "Generated";
}
