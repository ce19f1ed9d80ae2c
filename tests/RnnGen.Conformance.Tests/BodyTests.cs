using Conformance.Models;
using RnnGen.Numerics;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>Which bodies run here: what is not available is said, never passed off as tested.</summary>
public class BodyTests(ITestOutputHelper output)
{
    [Fact]
    public void TheProcessRunsTheBodiesThatItsSettingsLeave()
    {
        foreach (var body in Body.Single) output.WriteLine($"{body}: {(body.IsAvailable ? "runs" : "does not run")} in this process");
        output.WriteLine($"Dispatch takes {InstructionSets.Active}.");

        // A leg of a test run says which body it means to test.
        if (Environment.GetEnvironmentVariable("RNNGEN_EXPECT_INSTRUCTION_SET") is { Length: > 0 } expected)
            Assert.Equal(expected, InstructionSets.Active);
        Assert.Equal(Body.Active.Name.ToLowerInvariant(), InstructionSets.Active);
        if (Off("EnableAVX512")) Assert.False(Body.Vector512.IsAvailable);
        if (Off("EnableAVX2") || Off("EnableHWIntrinsic")) Assert.False(Body.Vector512.IsAvailable || Body.Vector256.IsAvailable);
        if (Off("EnableHWIntrinsic")) Assert.False(Body.Vector128.IsAvailable);
        else Assert.True(Body.Vector128.IsAvailable);
    }

    private static bool Off(string setting) => Environment.GetEnvironmentVariable("DOTNET_" + setting) == "0";
}
