using RnnGen.Compiler;
using RnnGen.Compiler.Spec;

namespace RnnGen.Generator;

/// <summary>What came of one declaration.</summary>
/// <param name="Name">The class.</param>
/// <param name="Files">Its other part; none for a declaration with an error, and where the compiler has failed.</param>
/// <param name="Defect">How the compiler failed, if it did.</param>
internal sealed record CompiledModel(string Name, EquatableArray<GeneratedFile> Files, string? Defect);
