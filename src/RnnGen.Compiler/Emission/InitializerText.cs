using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Emission;

/// <summary>Initializers as C# expressions of the run-time library's type.</summary>
internal static class InitializerText
{
    public static string Of(InitializerSpec initializer)
    {
        var (name, arguments) = initializer switch
        {
            InitializerSpec.Constant constant => ("Constant", Number(constant.Value)),
            InitializerSpec.Uniform uniform => ("Uniform", Number(uniform.Bound)),
            InitializerSpec.Normal normal => ("Normal", $"{Number(normal.Mean)}, {Number(normal.Deviation)}"),
            InitializerSpec.UniformInverseSqrt uniform => ("UniformInverseSqrt", Literal.Of(uniform.Fan)),
            InitializerSpec.GlorotUniform glorot => ("GlorotUniform", $"{Literal.Of(glorot.FanIn)}, {Literal.Of(glorot.FanOut)}"),
            InitializerSpec.GlorotNormal glorot => ("GlorotNormal", $"{Literal.Of(glorot.FanIn)}, {Literal.Of(glorot.FanOut)}, {Flag(glorot.Truncated)}"),
            InitializerSpec.HeUniform he => ("HeUniform", Literal.Of(he.FanIn)),
            InitializerSpec.HeNormal he => ("HeNormal", $"{Literal.Of(he.FanIn)}, {Flag(he.Truncated)}"),
            InitializerSpec.Orthogonal orthogonal => ("Orthogonal", Number(orthogonal.Gain)),
            InitializerSpec.Blocks blocks => ("Blocks", "[" + string.Join(", ", blocks.Parts.Select(Of)) + "]"),
            InitializerSpec.PaddingRow padding => ("PaddingRow", $"{Of(padding.Inner)}, {Literal.Of(padding.Row)}"),
            _ => throw new NotSupportedException(initializer.ToString()),
        };
        return $"new global::RnnGen.Initializer.{name}({arguments})";
    }

    private static string Number(double number) => Literal.Of(number, "double");

    private static string Flag(bool flag) => flag ? "true" : "false";
}
