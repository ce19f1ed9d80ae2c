using RnnGen.Compiler.Emission;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler;

/// <summary>One file of generated C#.</summary>
/// <param name="HintName">File name, unique within the compilation: <c>RidershipForecaster.g.cs</c>.</param>
/// <param name="Text">The C# text, newlines \n.</param>
public sealed record GeneratedFile(string HintName, string Text);

/// <summary>
/// The whole pipeline: a declaration is lowered to a graph, differentiated, improved by the passes, scheduled, planned and printed.
/// It is pure: the same declaration gives the same bytes on any machine.
/// </summary>
public static class ModelCompiler
{
    /// <summary>Compiles a declaration to C#.</summary>
    /// <exception cref="SpecException">The declaration cannot be compiled.</exception>
    public static EquatableArray<GeneratedFile> Compile(ModelSpec spec, CancellationToken cancellation = default) =>
        Compile(spec, null, cancellation);

    /// <summary>Compiles a declaration with the bodies of some instruction sets only, for tests of each.</summary>
    /// <exception cref="SpecException">The declaration cannot be compiled.</exception>
    public static EquatableArray<GeneratedFile> Compile(ModelSpec spec, IReadOnlyList<Target>? targets, CancellationToken cancellation = default) =>
        ModelEmitter.Emit(CompiledNetwork.Compile(spec, cancellation), targets, cancellation).ToArray();

    /// <summary>All that there is to say about a declaration: its mistakes, or, if there are none, hints. Nothing is emitted.</summary>
    public static IReadOnlyList<SpecException> Validate(ModelSpec spec, CancellationToken cancellation = default) => Lowering.Check(spec, cancellation);
}
