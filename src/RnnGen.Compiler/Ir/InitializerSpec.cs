using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Ir;

/// <summary>How a parameter is drawn; numbers are computed at run time, the compiler only names them. The names are the run-time library's.</summary>
[Incidental]
public abstract record InitializerSpec
{
    /// <summary>All elements equal.</summary>
    public sealed record Constant(double Value) : InitializerSpec;

    /// <summary>Uniform in ±<paramref name="Bound"/>.</summary>
    public sealed record Uniform(double Bound) : InitializerSpec;

    /// <summary>Normal.</summary>
    public sealed record Normal(double Mean, double Deviation) : InitializerSpec;

    /// <summary>Uniform in ±1/√<paramref name="Fan"/>, PyTorch's default.</summary>
    public sealed record UniformInverseSqrt(int Fan) : InitializerSpec;

    /// <summary>Uniform in ±√(6 / (in + out)).</summary>
    public sealed record GlorotUniform(int FanIn, int FanOut) : InitializerSpec;

    /// <summary>Normal with variance 2 / (in + out); Keras cuts it off at two deviations.</summary>
    public sealed record GlorotNormal(int FanIn, int FanOut, bool Truncated) : InitializerSpec;

    /// <summary>Uniform in ±√(6 / in).</summary>
    public sealed record HeUniform(int FanIn) : InitializerSpec;

    /// <summary>Normal with variance 2 / in; Keras cuts it off at two deviations.</summary>
    public sealed record HeNormal(int FanIn, bool Truncated) : InitializerSpec;

    /// <summary><paramref name="Gain"/> times a random orthogonal matrix.</summary>
    public sealed record Orthogonal(double Gain) : InitializerSpec;

    /// <summary>An initializer of its own for each of several equal blocks of rows.</summary>
    public sealed record Blocks(EquatableArray<InitializerSpec> Parts) : InitializerSpec;

    /// <summary>One row of zeros, the others as <paramref name="Inner"/> says.</summary>
    public sealed record PaddingRow(InitializerSpec Inner, int Row) : InitializerSpec;
}
