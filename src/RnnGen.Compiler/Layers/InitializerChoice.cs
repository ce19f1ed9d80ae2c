using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>How a layer's weights are drawn, without their sizes.</summary>
public enum InitializerKind
{
    Zeros,
    Ones,
    Constant,
    Uniform,
    UniformInverseSqrt,
    Normal,
    GlorotUniform,
    GlorotNormal,
    HeUniform,
    HeNormal,
    Orthogonal,
    OrthogonalPerGate,
}

/// <summary>What the kinds have in common and what not.</summary>
internal static class InitializerKinds
{
    /// <summary>Whether a number of the user's belongs to it; the others have none, or follow from the sizes.</summary>
    public static bool HasNumber(this InitializerKind kind) =>
        kind is InitializerKind.Constant or InitializerKind.Uniform or InitializerKind.Normal or InitializerKind.Orthogonal or InitializerKind.OrthogonalPerGate;

    /// <summary>Whether that number is a size, which is not negative: a bound, a deviation, a gain.</summary>
    public static bool HasSize(this InitializerKind kind) => kind.HasNumber() && kind != InitializerKind.Constant;
}

/// <summary>A kind with its number: the constant, the bound, the standard deviation or the gain; null for the usual one.</summary>
[Incidental]
public readonly record struct InitializerChoice(InitializerKind Kind, double? Number = null)
{
    public static implicit operator InitializerChoice(InitializerKind kind) => new(kind);

    /// <summary>The initializer of a tensor.</summary>
    /// <param name="fanIn">Columns of the matrix.</param>
    /// <param name="fanOut">Rows of the matrix, all gates together, as Keras counts on its fused kernel.</param>
    /// <param name="fan">What PyTorch's uniform default goes by: the hidden size, or the inputs of a dense layer.</param>
    /// <param name="gates">Blocks of rows.</param>
    /// <param name="family">Keras cuts normal distributions off.</param>
    public InitializerSpec For(int fanIn, int fanOut, int fan, int gates, Family family) => Kind switch
    {
        InitializerKind.Zeros => new InitializerSpec.Constant(0),
        InitializerKind.Ones => new InitializerSpec.Constant(1),
        InitializerKind.Constant => new InitializerSpec.Constant(Number ?? 0),
        InitializerKind.Uniform => new InitializerSpec.Uniform(Number ?? 0.05),
        InitializerKind.UniformInverseSqrt => new InitializerSpec.UniformInverseSqrt(fan),
        InitializerKind.Normal => new InitializerSpec.Normal(0, Number ?? 0.05),
        InitializerKind.GlorotUniform => new InitializerSpec.GlorotUniform(fanIn, fanOut),
        InitializerKind.GlorotNormal => new InitializerSpec.GlorotNormal(fanIn, fanOut, family == Family.Keras),
        InitializerKind.HeUniform => new InitializerSpec.HeUniform(fanIn),
        InitializerKind.HeNormal => new InitializerSpec.HeNormal(fanIn, family == Family.Keras),
        InitializerKind.Orthogonal => new InitializerSpec.Orthogonal(Number ?? 1),
        _ => new InitializerSpec.Blocks(Enumerable.Repeat<InitializerSpec>(new InitializerSpec.Orthogonal(Number ?? 1), gates).ToArray()),
    };
}
