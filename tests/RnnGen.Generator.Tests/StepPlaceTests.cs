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
        Assert.DoesNotContain("StepMemory", Files("Gru(8)")["Reader.Kernels256.g.cs"], StringComparison.Ordinal);
        Assert.Contains("StepMemory space;", Step("Gru(64)", "256"), StringComparison.Ordinal);
    }

    /// <summary>A caller that took the step into itself would leave its parts outside.</summary>
    [Fact]
    public void The_public_step_is_never_inlined() =>
        Assert.Matches(@"MethodImplOptions\.NoInlining\)\]\s*public void Step\(", Files("Gru(8)")["Reader.g.cs"]);

    private static string Step(string layer, string body) =>
        Regex.Match(Files(layer)[$"Reader.Kernels{body}.g.cs"], @"\[SkipLocalsInit\]\s*\[MethodImpl[^\]]*\]\s*internal static void Step\(.*?\n        \}", RegexOptions.Singleline).Value;

    private static IReadOnlyDictionary<string, string> Files(string layer) => GeneratorHost.Run($$"""
        using RnnGen;

        [Model(Trainable = false)]
        [Input(steps: 1, features: 1)]
        [{{layer}}]
        [Dense(1)]
        public partial class Reader;
        """).Files;
}
