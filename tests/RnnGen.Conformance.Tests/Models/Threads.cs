using System.Runtime.CompilerServices;

namespace Conformance.Models;

/// <summary>
/// Every model that is run here is run by several threads as well: an odd number, so that shares differ. How work is shared does not
/// depend on the instruction set; a run that forces one does without.
/// </summary>
internal static class Threads
{
    [ModuleInitializer]
    internal static void Repeat() => Runner.OtherThreads = Environment.GetEnvironmentVariable("RNNGEN_EXPECT_INSTRUCTION_SET") is null ? 3 : 1;
}
