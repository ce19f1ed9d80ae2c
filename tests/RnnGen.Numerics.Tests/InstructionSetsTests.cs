using Xunit.Abstractions;

namespace RnnGen.Numerics.Tests;

/// <summary>States which body the process runs, and that the settings of the test leg are in force.</summary>
public sealed class InstructionSetsTests(ITestOutputHelper output)
{
    [Fact]
    public void Active_is_the_widest_body_that_the_settings_leave()
    {
        output.WriteLine($"InstructionSets.Active = {InstructionSets.Active}");
        foreach (var (name, available, _) in BodyData.All)
            output.WriteLine($"  {name}: {(available ? "run" : "not run")}");

        var widest = Disabled("EnableHWIntrinsic") ? "scalar"
            : Disabled("EnableAVX2") ? "128"
            : Disabled("EnableAVX512") ? "256"
            : "512";
        string[] narrowerOrEqual = ["scalar", "128", "256", "512"];
        Assert.InRange(Array.IndexOf(narrowerOrEqual, InstructionSets.Active), 0, Array.IndexOf(narrowerOrEqual, widest));

        // What a leg was started for, where that is not for the machine to say.
        if (Environment.GetEnvironmentVariable("RNNGEN_EXPECT_INSTRUCTION_SET") is { Length: > 0 } expected)
            Assert.Equal(expected, InstructionSets.Active);
    }

    [Fact]
    public void Active_is_the_first_available_body() =>
        Assert.Equal(BodyData.All.First(entry => entry.Available).Name, InstructionSets.Active);

    private static bool Disabled(string setting) => Environment.GetEnvironmentVariable("DOTNET_" + setting) == "0";
}
