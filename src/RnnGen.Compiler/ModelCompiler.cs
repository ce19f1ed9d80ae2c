using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler;

/// <summary>One file of generated C#.</summary>
/// <param name="HintName">File name, unique within the compilation: <c>RidershipForecaster.g.cs</c>.</param>
/// <param name="Text">The C# text, newlines \n.</param>
public sealed record GeneratedFile(string HintName, string Text);

/// <summary>The whole pipeline on one screen.</summary>
public static class ModelCompiler
{
    /// <summary>Compiles a declaration to C#.</summary>
    /// <exception cref="SpecException">The declaration cannot be compiled.</exception>
    public static EquatableArray<GeneratedFile> Compile(ModelSpec spec, CancellationToken cancellation = default) => Array.Empty<GeneratedFile>();

    /// <summary>Runs the same lowering without emitting; null if the declaration compiles.</summary>
    public static SpecException? Validate(ModelSpec spec)
    {
        try
        {
            Compile(spec);
            return null;
        }
        catch (SpecException error)
        {
            return error;
        }
    }
}
