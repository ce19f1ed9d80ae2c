using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>What is wrong with a cell is said where it stands, and names the model, the cell and the construct.</summary>
public class CellDiagnosticTests
{
    private const string F = "Sigmoid(w.Input(\"f\", x) + w.Hidden(\"f\", h))";
    private const string Signature = "CellVector Step(CellInput x, CellVector h, CellWeights w)";
    private const string Attribute = "RnnGen.Cell(typeof(MinimalGatedUnit), 8)";

    /// <summary>An id, an edit of the minimal gated unit that brings it about, the text it stands at, what its message must say.</summary>
    public static TheoryData<string, string, string, string, string> Wrong => new()
    {
        { "RNN040", "typeof(MinimalGatedUnit)", "typeof(string)", "RnnGen.Cell(typeof(string), 8)", "the cell 'String' comes from the assembly 'System.Private.CoreLib'" },
        { "RNN041", "Step(CellInput", "Next(CellInput", Attribute, "has no method Step" },
        { "RNN041", "public static CellVector Step", "public static void Step() { } public static CellVector Step", Attribute, "has several methods Step" },
        { "RNN041", "public static CellVector Step", "public CellVector Step", Attribute, "is not static" },
        { "RNN041", "Step(CellInput", "Step<T>(CellInput", Attribute, "a generic Step" },
        { "RNN041", "CellInput x, CellVector h", "CellVector h, CellInput x", Attribute, "has CellVector Step(CellVector, CellInput, CellWeights)" },
        { "RNN041", "CellVector h,", "in CellVector h,", Attribute, "has CellVector Step(" },
        { "RNN041", "CellVector h,", "CellVector h, CellVector c,", Attribute, "has CellVector Step(CellInput, CellVector, CellVector, CellWeights)" },
        { "RNN041", "typeof(MinimalGatedUnit)", "typeof(int[])", "RnnGen.Cell(typeof(int[]), 8)", "the cell 'int[]' is not a class" },
        { "RNN041", "typeof(MinimalGatedUnit)", "typeof(Box<>)", "RnnGen.Cell(typeof(Box<>), 8)", "the cell 'Box' is generic" },
        { "RNN042", "return", "for (var i = 0; i < 3; i++) { } return", "for (var i = 0; i < 3; i++) { }", "has a loop, 'for (var i" },
        { "RNN042", "return", "while (h.Length > 9) { } return", "while (h.Length > 9) { }", "loop" },
        { "RNN042", "return", "foreach (var c in \"ab\") { } return", "foreach (var c in \"ab\") { }", "loop" },
        { "RNN043", F, "h.Length > 3 ? h : Tanh(h)", "h.Length > 3 ? h : Tanh(h)", "branches at 'h.Length > 3 ? h" },
        { "RNN043", "return", "if (h.Length > 3) return h; return", "if (h.Length > 3) return h;", "branches" },
        { "RNN043", F, "h.Length switch { 3 => h, _ => Tanh(h) }", "h.Length switch { 3 => h, _ => Tanh(h) }", "branches" },
        { "RNN043", F, "h ?? Tanh(h)", "h ?? Tanh(h)", "branches" },
        { "RNN044", "return", "n = Tanh(n); return", "n = Tanh(n)", "assigns at 'n = Tanh(n)'" },
        { "RNN044", "return", "n += h; return", "n += h", "assigns" },
        { "RNN044", "return", "var k = 0; k++; return", "k++", "assigns" },
        { "RNN045", F, "Math.Of(h)", "Math.Of(h)", "calls 'Math.Of(h)'" },
        { "RNN045", F, "CellVector.Zeros(8)", "CellVector.Zeros(8)", "calls" },
        { "RNN045", F, "Step(x, h, w)", "Step(x, h, w)", "calls 'Step(x, h, w)'" },
        { "RNN045", F, "Generic<int>(h)", "Generic<int>(h)", "calls" },
        { "RNN045", "return", "System.Console.WriteLine(); return", "System.Console.WriteLine()", "calls" },
        { "RNN046", F, "Rate * h", "Rate", "contains 'Rate'" },
        { "RNN046", F, "new CellVector([1.0])", "new CellVector([1.0])", "contains" },
        { "RNN046", F, "double.NaN * h", "double.NaN", "contains 'double.NaN'" },
        { "RNN046", F, "(1 / 0.0) * h", "1 / 0.0", "contains" },
        { "RNN046", "return", "CellVector later; return", "CellVector later", "contains" },
        { "RNN046", "return", "Tanh(h); return", "Tanh(h);", "contains 'Tanh(h);'" },
        { "RNN046", "return", "CellVector Local() => h; return", "CellVector Local() => h;", "contains" },
        { "RNN047", "w.Input(\"f\", x)", "w.Input(h.ToString()!, x)", "h.ToString()", "has the name 'h.ToString()', but it is not a constant" },
        { "RNN047", "w.Input(\"f\", x)", "w.Input(\" \", x)", "\" \"", "it is empty" },
        { "RNN047", F, "w.Vector(\"my vector\") * h", "\"my vector\"", "'my vector', but a vector's name is a C# identifier" },
        { "RNN047", F, "w.Vector(\"bias_hh\") * h", "\"bias_hh\"", "collides with the parameter 'bias_hh'" },
        { "RNN047", F, "w.Vector(\"H0\") * h", "\"H0\"", "collides with the state 'h'" },
        { "RNN047", F, "w.Vector(\"v\") * w.Vector(\"V\")", "\"V\"", "collides with the vector 'v'" },
        { "RNN048", "return", "var q = w.Hidden(\"q\", n); return", "w.Hidden(\"q\", n)", "has 'w.Hidden(\"q\", n)', on which nothing" },
        { "RNN048", "return", "var q = w.Vector(\"q\"); return", "w.Vector(\"q\")", "has 'w.Vector(\"q\")'" },
        { "RNN012", "8)]", "8, Activation = Relu)]", Attribute.Replace("8)", "8, Activation = Relu)"), "the activations of a cell are those of its equations, in MinimalGatedUnit.Step" },
        { "RNN012", "8)]", "8, ClipGates = 2)]", Attribute.Replace("8)", "8, ClipGates = 2)"), "write Min and Max in MinimalGatedUnit.Step" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Is_said_where_it_stands(string id, string old, string @new, string place, string message)
    {
        const string More = """

                private static readonly double Rate = 0.5;
                private static CellVector Generic<T>(CellVector v) => v;
            }

            public static class Math
            {
                public static CellVector Of(CellVector v) => v;
            }

            public static class Box<T>;

            """;
        var cell = CellSources.Cell[..^1] + More;
        var source = CellSources.Together(cell);
        Assert.Contains(old, source);
        source = source.Replace(old, @new);

        // C#'s own warnings about idle code are not the subject.
        var run = GeneratorHost.Run(source, new GeneratorHostOptions { WarningsAsErrors = false });
        var diagnostic = Assert.Single(run.Said);
        Assert.Equal((id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(place, run.Compilation.SyntaxTrees[0].GetText().ToString(diagnostic.Location.SourceSpan));
        Assert.Contains(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("'Forecaster'", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void The_input_has_to_be_read()
    {
        var source = CellSources.Together(CellSources.Cell.Replace("w.Input(\"f\", x) + ", "").Replace("w.Input(\"n\", x) + ", ""));
        var diagnostic = Assert.Single(GeneratorHost.Run(source).Diagnostics);
        Assert.Equal("RNN048", diagnostic.Id);
        Assert.Contains("'CellInput x'", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void All_of_them_are_said_at_once()
    {
        var source = CellSources.Together(CellSources.Cell.Replace("Tanh(w.Input", "Tanh(2 * Twice(h) + w.Input")
            .Replace("return", "while (true) { } return").Replace("public sealed class MinimalGatedUnit : Cell\n{", """
                public sealed class MinimalGatedUnit : Cell
                {
                    private static CellVector Twice(CellVector v) => v.Length > 2 ? v : -v;

                """).Replace("(1 - f) * h", "(1 - f) * Twice(h)"));
        Assert.Equal(
            ["RNN043", "RNN042"],
            GeneratorHost.Run(source, new GeneratorHostOptions { WarningsAsErrors = false }).Said.Select(d => d.Id));
    }

    [Theory]
    [InlineData("Tanh(", "Missing(")]
    [InlineData("f * h", "f * \"h\"")]
    [InlineData("return (1 - f) * h + f * n;", "")]
    [InlineData("typeof(MinimalGatedUnit)", "typeof(Missing)")]
    public void What_the_compiler_rejects_gets_no_second_diagnostic(string old, string @new)
    {
        var run = GeneratorHost.Run(CellSources.Together().Replace(old, @new));
        Assert.NotEmpty(run.Errors);
        Assert.All(run.Diagnostics, diagnostic => Assert.StartsWith("CS", diagnostic.Id));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void A_cell_of_another_project_has_no_source()
    {
        var library = CSharpCompilation.Create("Library", [CSharpSyntaxTree.ParseText(CellSources.Cell)], GeneratorHost.Compilation("").References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var compilation = GeneratorHost.Compilation(CellSources.Model).AddReferences(library.ToMetadataReference());
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Hidden));
        var result = GeneratorHost.Driver().RunGenerators(compilation).GetRunResult();
        Assert.Empty(result.GeneratedTrees);
        var message = Assert.Single(result.Diagnostics).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("In 'Forecaster', the cell 'MinimalGatedUnit' comes from the assembly 'Library'", message);
    }

    [Theory]
    [InlineData("f * n;", "0.5 * f * n;")]
    [InlineData("var f", "const double two = 2; var half = two / 4; var f")]
    [InlineData("Sigmoid(", "RnnGen.Cells.Cell.Sigmoid(0.5 + ")]
    [InlineData("\"n\"", "\"the candidate\"")]
    [InlineData("f * h", "w.Vector(\"peephole_n\") * -h / 2")]
    [InlineData("return (1 - f) * h + f * n;", "return Gate(f, h, n);\n    }\n\n    private static CellVector Gate(CellVector g, CellVector a, CellVector b)\n    {\n        return (1 - g) * a + g * b;")]
    public void What_comes_close_and_is_right(string old, string @new)
    {
        Assert.Contains(old, CellSources.Cell);
        Assert.DoesNotContain(
            GeneratorHost.Run(CellSources.Together(CellSources.Cell.Replace(old, @new)), new GeneratorHostOptions { WarningsAsErrors = false }).Diagnostics,
            d => d.Severity == DiagnosticSeverity.Error);
    }
}
