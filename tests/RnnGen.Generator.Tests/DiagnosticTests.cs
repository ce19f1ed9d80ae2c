using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

public class DiagnosticTests
{
    /// <summary>An id, an edit of the ridership model that brings it about, the attribute it stands at, what its message must name.</summary>
    public static TheoryData<string, string, string, string, string> Wrong => new()
    {
        { "RNN001", "partial class", "class", Model, "write 'partial class RidershipForecaster'" },
        { "RNN002", "class RidershipForecaster", "class RidershipForecaster<T>", Model, "'RidershipForecaster' is generic" },
        { "RNN002", "public partial", "public static partial", Model, "is static:" },
        { "RNN002", "public partial", "public abstract partial", Model, "is abstract:" },
        { "RNN002", "public partial", "file partial", Model, "is file-local:" },
        { "RNN002", "partial class", "partial record", Model, "is a record:" },
        { "RNN002", "partial class", "partial struct", Model, "is not a class:" },
        { "RNN002", "class RidershipForecaster", "class @fixed", Model, "is named by a keyword:" },
        { "RNN003", Class, Class + " [Dense(7)] partial class RidershipForecaster;", "[Dense(7)]", "has [Dense] on another part" },
        { "RNN004", "[Input(steps: 30, features: 5)]", "", Model, "'RidershipForecaster' has no input" },
        { "RNN005", "[Gru(32)]", "[Gru(32)] [Input(6)]", "[Input(6)]", "'RidershipForecaster' has more than one" },
        { "RNN006", AllLayers, "", Model, "'RidershipForecaster' has no layer" },
        { "RNN007", "[Gru(32)]", "[Gru(0)]", "[Gru(0)]", "'gru2' has units = 0" },
        { "RNN007", "[Gru(32)]", "[Gru(32, Layers = -1)]", "[Gru(32, Layers = -1)]", "'gru2' has Layers = -1" },
        { "RNN007", "[Dense(1)]", "[Dense(-5)]", "[Dense(-5)]", "'dense2' has units = -5" },
        { "RNN007", "features: 5", "features: 0", "[Input(steps: 30, features: 0)]", "'Input' has features = 0" },
        { "RNN007", "steps: 30", "steps: 0", "[Input(steps: 0, features: 5)]", "'Input' has steps = 0" },
        { "RNN008", "[Dropout(0.2f)]", "[Dropout(1)]", "[Dropout(1)]", "'dropout1' has rate = 1:" },
        { "RNN008", "[Dropout(0.2f)]", "[Dropout(float.NaN)]", "[Dropout(float.NaN)]", "rate = NaN" },
        { "RNN008", "[Gru(32)]", "[Gru(32, InputDropout = -0.5f)]", "[Gru(32, InputDropout = -0.5f)]", "'gru2' has InputDropout = -0.5" },
        { "RNN008", "[Gru(32)]", "[Gru(32, Layers = 2, BetweenDropout = 1.5f)]", "[Gru(32, Layers = 2, BetweenDropout = 1.5f)]", "BetweenDropout = 1.5" },
        { "RNN009", "Return = Sequence, ", "", "[Gru(32)]", "'gru2' needs a sequence [30 × 64] but gets a vector [64]: set Return = Sequence on 'gru1'" },
        { "RNN009", "[Dropout(0.2f)]", "[Dropout(0.2f)] [Lstm(8)]", "[Lstm(8)]", "'lstm1' needs a sequence [30 × 32] but gets a vector [32]: set Return = Sequence on 'gru2'" },
        { "RNN009", $"steps: 30, features: 5)]\n{TwoGrus}", "features: 5)]\n[Rnn(3)]", "[Rnn(3)]", "'rnn1' needs a sequence [steps × 5] but gets a vector [5]: declare [Input(steps: …, features: 5)]" },
        { "RNN010", "[Gru(32)]", "[Gru(32, Name = \"dense1\")]", "[Dense(32, Activation = Relu)]", "two layers are named 'dense1'" },
        { "RNN010", "[Dense(1)]", "[Dense(1, Name = \"GRU1\")]", "[Dense(1, Name = \"GRU1\")]", "named 'GRU1'" },
        { "RNN011", "[Dense(1)]", "[Dense(1, Name = \"my head\")]", "[Dense(1, Name = \"my head\")]", "'my head'" },
        { "RNN011", "[Dense(1)]", "[Dense(1, Name = \"\")]", "[Dense(1, Name = \"\")]", "''" },
        { "RNN011", "[Dense(1)]", "[Dense(1, Name = \"class\")]", "[Dense(1, Name = \"class\")]", "'class'" },
        { "RNN012", "[Gru(32)]", "[Gru(32, BetweenDropout = 0.5f)]", "[Gru(32, BetweenDropout = 0.5f)]", "'gru2' says BetweenDropout = 0.5, but" },
        { "RNN012", "[Gru(32)]", "[Rnn(32, Activation = Sigmoid)]", "[Rnn(32, Activation = Sigmoid)]", "'rnn1' says Activation = Sigmoid, but the activation of an Rnn is Tanh or Relu" },
        { "RNN012", "[Dense(1)]", "[Dense(1, Activation = (Activation)9)]", "[Dense(1, Activation = (Activation)9)]", "'dense2' says Activation = 9, but the values are Linear, Relu, Tanh, Sigmoid" },
        { "RNN012", "Precision = Float32", "Precision = (Precision)2", "[Model(Trainable = true, Precision = (Precision)2)]", "'Model' says Precision = 2" },
        { "RNN012", "Trainable = true", "Trainable = false", "[Loss(MeanSquaredError)]", "'Loss' says [Loss(MeanSquaredError)], but the model says Trainable = false" },
        { "RNN013", "[Loss(MeanSquaredError)]", "", Model, "'RidershipForecaster' is trainable but has no loss" },
        { "RNN015", $"steps: 30, features: 5)]\n{TwoGrus}", "features: 5)]", "[Input(features: 5)]", "'RidershipForecaster' gets no Step, because its input [5] has no time axis" },
        { "RNN016", $"{Model}\n[Input(steps: 30, features: 5)]\n{AllLayers}\n[Loss(MeanSquaredError)]", "[Gru(3)]", "[Gru(3)]", "'RidershipForecaster' has [Gru] but no [Model]" },
        { "RNN010", "[Gru(32)]", "[Gru(32, Name = \"gru_1\")]", "[Gru(32, Name = \"gru_1\")]", "named 'gru_1'" },
        { "RNN017", "class RidershipForecaster", "class Forward", Model, "'Forward' is also the name of a member" },
    };

    /// <summary>An id, and an edit that comes close to it and is right.</summary>
    public static TheoryData<string, string, string> Right => new()
    {
        { "RNN001", Class, Class + " partial class RidershipForecaster { class Inner; }" },
        { "RNN002", "public partial", "internal sealed partial" },
        { "RNN003", Class, Class + " [System.Obsolete] partial class RidershipForecaster;" },
        { "RNN004", "steps: 30, features: 5", "30, 5" },
        { "RNN005", "[Input(steps: 30, features: 5)]", "[RnnGen.InputAttribute(steps: 30, features: 5)]" },
        { "RNN006", AllLayers, "[Dense(1)]" },
        { "RNN007", "[Gru(32)]", "[Gru(1, Layers = 1)]" },
        { "RNN008", "[Dropout(0.2f)]", "[Dropout(0)]" },
        { "RNN008", "[Dropout(0.2f)]", "[Dropout(0.99f)]" },
        { "RNN009", "[Gru(32)]", "[Dense(4)] [Dropout(0.1f)] [Gru(32)]" },
        { "RNN010", "[Dense(1)]", "[Dense(1, Name = \"gru3\")]" },
        { "RNN011", "[Dense(1)]", "[Dense(1, Name = \"_head2\")]" },
        { "RNN012", "[Gru(32)]", "[Gru(32, Layers = 2, BetweenDropout = 0.5f)]" },
        { "RNN012", "[Gru(32)]", "[Rnn(32, Activation = Tanh)]" },
        { "RNN013", "[Loss(MeanSquaredError)]", "[Loss(External)]" },
        { "RNN014", "[Dense(1)]", "[Dense(2)]" },
        { "RNN017", "class RidershipForecaster", "class Forwarder" },
        { "RNN015", "steps: 30", "steps: 1" },
        { "RNN016", Class, Class + " [System.Obsolete] class Other;" },
    };

    private const string Model = "[Model(Trainable = true, Precision = Float32)]";
    private const string Class = "public partial class RidershipForecaster;";
    private const string TwoGrus = "[Gru(64, Return = Sequence, InputDropout = 0.2f)]\n[Gru(32)]";
    private const string AllLayers = TwoGrus + "\n[Dense(32, Activation = Relu)]\n[Dropout(0.2f)]\n[Dense(1)]";

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Says_what_is_wrong_at_the_attribute(string id, string old, string @new, string at, string names)
    {
        var source = Edit(old, @new);
        var run = GeneratorHost.Run(source, Lenient);

        var diagnostic = Assert.Single(run.Diagnostics, IsOurs);
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(names, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(at[1..^1], source[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End]);

        if (diagnostic.Severity == DiagnosticSeverity.Error)
        {
            Assert.Empty(run.Files);
            Assert.Empty(Pipeline.Specs(source));
        }
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Stays_silent_beside_it(string id, string old, string @new) =>
        Assert.DoesNotContain(GeneratorHost.Run(Edit(old, @new)).Diagnostics, diagnostic => diagnostic.Id == id);

    [Fact]
    public void Every_diagnostic_is_tested_both_ways()
    {
        var ids = Descriptors.All.Select(descriptor => descriptor.Id).ToList();
        Assert.Equal(ids, Wrong.Select(row => (string)row[0]).Append("RNN014").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(ids, Right.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_right_declaration_has_nothing_to_say() => Assert.Empty(GeneratorHost.Run(Declarations.Ridership).Diagnostics);

    [Fact]
    public void Unsafe_code_that_is_off_is_an_error_of_the_project()
    {
        var run = GeneratorHost.Run(Declarations.Ridership, new GeneratorHostOptions { AllowUnsafe = false });

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("RNN014", diagnostic.Id);
        Assert.Contains("<AllowUnsafeBlocks>true</AllowUnsafeBlocks>", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void A_nested_class_is_refused()
    {
        var run = GeneratorHost.Run(Edit("[Model", "public partial class Outer { [Model").TrimEnd() + " }");

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("RNN002", diagnostic.Id);
        Assert.Contains("'RidershipForecaster' is nested in 'Outer':", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        ["RNN007", "RNN009", "RNN008", "RNN010", "RNN013"],
        GeneratorHost.Run("""
            using RnnGen;

            [Input(steps: 3, features: 2), Gru(0), Gru(1), Dropout(2), Dense(1, Name = "gru1")]
            [Model] partial class Forecaster;
            """).Diagnostics.Select(diagnostic => diagnostic.Id));

    [Fact]
    public void A_pragma_silences_a_warning()
    {
        const string Stray = "using RnnGen;\n\n[Gru(3)]\nclass Forecaster;\n";

        Assert.Equal("RNN016", Assert.Single(GeneratorHost.Run(Stray, Lenient).Diagnostics).Id);
        Assert.Empty(GeneratorHost.Run(Stray.Replace("[Gru(3)]", "#pragma warning disable RNN016\n[Gru(3)]"), Lenient).Diagnostics);
    }

    /// <summary>Severities as declared, so that they can be told apart.</summary>
    private static GeneratorHostOptions Lenient => new() { WarningsAsErrors = false };

    private static bool IsOurs(Diagnostic diagnostic) => diagnostic.Id.StartsWith("RNN", StringComparison.Ordinal);

    private static string Edit(string old, string @new)
    {
        Assert.Contains(old, Declarations.Ridership);
        return Declarations.Ridership.Replace(old, @new);
    }
}
