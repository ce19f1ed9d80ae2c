using System.Text.RegularExpressions;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>Where a step keeps its values: in registers, if all its parts are inlined and a vector holds the value, else in memory of its own.</summary>
public class StepPlaceTests
{
    // A layer, a body, whether its step is inlined, and the values of a recurrence, which are the gates and the candidate, in variables.
    [Theory]
    [InlineData("Gru(8)", "512", true, 3)]
    [InlineData("Gru(8)", "256", true, 3)]
    [InlineData("Gru(8)", "128", true, 0)]
    [InlineData("Gru(8)", "Scalar", false, 0)]
    [InlineData("Gru(16)", "512", true, 3)]
    [InlineData("Gru(16)", "256", true, 0)]
    [InlineData("Gru(64)", "512", false, 0)]
    public void A_value_of_one_vector_is_a_local_variable_where_the_step_is_inlined(string layer, string body, bool inlined, int values)
    {
        var step = Step(layer, body);

        Assert.Equal(inlined, step.Contains("AggressiveInlining", StringComparison.Ordinal));
        var recurrence = Regex.Match(step, @"Gru1_RecurrenceStep\(([^;]*)\);").Groups[1].Value;
        var results = Regex.Split(recurrence, @",\s+").Where(name => name is "gru1AR" or "gru1AZ" or "gru1Hn").ToArray();
        Assert.Equal(3, results.Length);
        Assert.Equal(values, results.Count(name => Regex.IsMatch(step, $@"float\* {name} = \(float\*\)&\w+Vector;")));
        Assert.Equal(3 - values, results.Count(name => Regex.IsMatch(step, $@"float\* {name} = memory( \+ \d+)?;")));
    }

    [Fact]
    public void What_is_not_needed_is_not_declared()
    {
        Assert.DoesNotContain("memory", Step("Gru(8)", "256"), StringComparison.Ordinal);
        Assert.DoesNotContain("StepMemory", Network("Gru(8)")["Reader.Kernels256.g.cs"], StringComparison.Ordinal);
        Assert.Contains("StepMemory space;", Step("Gru(64)", "256"), StringComparison.Ordinal);
    }

    /// <summary>The states of an encoder that a decoder looks at are many rows, however short; and what a call gets is no register.</summary>
    [Fact]
    public void A_sequence_is_no_local_variable_and_what_a_call_gets_is_none()
    {
        var step = StepOf(Files("""
            [Tokens(vocabulary: 11, maxSteps: 6, Name = "from")]
            [Tokens(vocabulary: 9, maxSteps: 4, Name = "to")]
            [Embedding(4, From = "from")]
            [Gru(8, Return = Sequence, Name = "encoder")]
            [Embedding(4, From = "to")]
            [Gru(8, Return = Sequence, InitialStateFrom = "encoder", Name = "decoder")]
            [Attention(AttentionScore.Dot, From = "decoder, encoder")]
            [Dense(9)]
            [Loss(CrossEntropyWithLogits)]
            """), "256");

        var rows = Regex.Match(step, @"Planes\.Load\([^,]*, (\w+), 1, steps, 0, steps,").Groups[1].Value;
        Assert.Contains("AggressiveInlining", step, StringComparison.Ordinal);
        foreach (var name in new[] { rows, "attention1Scores", "attention1Y" }) Assert.Matches($@"float\* {name} = memory( \+ \d+)?;", step);
    }

    /// <summary>Names of inputs that are nearly those of what a step declares.</summary>
    [Theory]
    [InlineData("memoryBank")]
    [InlineData("gru1ARXVector")]
    [InlineData("gru1AR")]
    public void An_input_may_bear_a_similar_name(string name)
    {
        var files = Files($"""
            [Input(steps: 1, features: 8, Name = "{name}")]
            [Gru(8)]
            [Dense(1)]
            [Loss(MeanSquaredError)]
            """);

        Assert.Contains($"Gru1_ProjectionStep({name}", Regex.Replace(StepOf(files, "256"), @"\b(\w+) = \1Data;", ""), StringComparison.Ordinal);
        Assert.DoesNotContain("*(Vector256<float>*)" + name, files["Reader.Kernels256.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>A caller that took the step into itself would leave its parts outside.</summary>
    [Fact]
    public void The_public_step_is_never_inlined() =>
        Assert.Matches(@"MethodImplOptions\.NoInlining\)\]\s*public void Step\(", Network("Gru(8)")["Reader.g.cs"]);

    private static string Step(string layer, string body) => StepOf(Network(layer), body);

    private static string StepOf(IReadOnlyDictionary<string, string> files, string body) =>
        Regex.Match(files[$"Reader.Kernels{body}.g.cs"], @"\[SkipLocalsInit\]\s*\[MethodImpl[^\]]*\]\s*internal static void Step\(.*?\n        \}", RegexOptions.Singleline).Value;

    private static IReadOnlyDictionary<string, string> Network(string layer) => Files($"""
        [Input(steps: 1, features: 1)]
        [{layer}]
        [Dense(1)]
        [Loss(MeanSquaredError)]
        """);

    private static IReadOnlyDictionary<string, string> Files(string layers)
    {
        var run = GeneratorHost.Run($"""
            using RnnGen;

            [Model]
            {layers}
            public partial class Reader;
            """);
        Assert.Empty(run.Errors);
        return run.Files;
    }
}
