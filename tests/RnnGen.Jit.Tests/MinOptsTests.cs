using System.Reflection;
using Xunit.Abstractions;

namespace RnnGen.Jit.Tests;

/// <summary>
/// A method with too much IL, too many locals or blocks is compiled without any optimisation: the JIT switches to MinOpts, silently,
/// and the kernel is ten times slower. No generated method may come near.
/// </summary>
public sealed class MinOptsTests(ITestOutputHelper output)
{
    /// <summary>Half of where the JIT gives up, some 41 KB of multiply-adds: a larger model must not be the first to find out.</summary>
    internal const int LargestIl = 20_000;

    /// <summary>The widest bodies of a run, and the setting that is off for it.</summary>
    public static TheoryData<string, string?> Runs => new()
    {
        { "512", null },
        { "256", "EnableAVX512" },
        { "128", "EnableAVX2" },
        { "scalar", "EnableHWIntrinsic" },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_generated_method_is_optimised(string widest, string? off)
    {
        var run = Run(widest, off, Workout.Everything);
        output.WriteLine($"{run.InstructionSet}: {run.Generated.Count} methods, the largest {run.Generated.Max(method => method.IlSize)} bytes of IL");

        Assert.DoesNotContain(run.Generated, method => method.IsMinOpts);
        Assert.DoesNotContain(run.Generated, method => method.IlSize > LargestIl);
    }

    /// <summary>
    /// What the JIT does not inline where that was wanted is a method of its own, and begins without optimisation: a stream would be slow until
    /// the process has noticed.
    /// </summary>
    [Theory]
    [MemberData(nameof(Runs))]
    public void No_kernel_waits_for_optimisation(string widest, string? off)
    {
        var run = Run(widest, off, Workout.Networks, ("TieredCompilation", "1"));
        var hot = run.Generated.Where(method => IsHot(WithoutModel(method.Name))).ToList();

        Assert.NotEmpty(hot);
        Assert.DoesNotContain(hot, method => method.Tier.Contains("Tier0", StringComparison.Ordinal));
        Assert.Empty(run.Functions);

        bool IsHot(string name) =>
            name.StartsWith($"Kernels{run.InstructionSet}:", StringComparison.OrdinalIgnoreCase) || name.EndsWith(":Step", StringComparison.Ordinal) || name.EndsWith(":PredictSample", StringComparison.Ordinal);
    }

    /// <summary>With all optimisation off nothing is inlined, so that what is not compiled has not run; and the check would see it.</summary>
    [Theory]
    [MemberData(nameof(Runs))]
    public void No_generated_method_is_left_out(string widest, string? off)
    {
        var run = Run(widest, off, Workout.Everything, ("JITMinOpts", "1"));

        Assert.All(run.Generated, method => Assert.True(method.IsMinOpts, method.ToString()));
        var compiled = run.Generated.Select(method => method.Name).SelectMany(name => new[] { name, WithoutModel(name) }).ToHashSet();
        var missing = Methods(run.InstructionSet).Where(name => !compiled.Contains(name)).ToList();
        Assert.True(missing.Count == 0, "Never compiled:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void A_switch_is_told_from_an_optimised_method()
    {
        var methods = JittedMethod.Parse("""
               1: JIT compiled RnnGen.Generated.A.Network:Predict(byref,ptr,int) [FullOpts, IL size=66, code size=94]
               2: JIT compiled RnnGen.Generated.A.Kernels512:Cell(ptr,int) [Tier-0 switched MinOpts, IL size=61000, code size=200001]
               3: JIT compiled (dynamicClass):IL_STUB_PInvoke(long):int [FullOpts, IL size=40, code size=118]
            """);

        Assert.Equal(
            [
                new("RnnGen.Generated.A.Network:Predict", "FullOpts", 66, 94),
                new("RnnGen.Generated.A.Kernels512:Cell", "Tier-0 switched MinOpts", 61000, 200001),
            ],
            methods.Where(method => method.IsGenerated));
        Assert.Equal([false, true, false], methods.Select(method => method.IsMinOpts));
    }

    internal static JitProcess Run(string widest, string? off, string workout, params (string Name, string Value)[] settings)
    {
        var run = JitProcess.Run(workout, off is null ? settings : [.. settings, (off, "0")]);
        Assert.True(Rank(run.InstructionSet) <= Rank(widest), $"Bodies {run.InstructionSet} ran.");
        Assert.NotEmpty(run.Generated);
        return run;
    }

    private static int Rank(string instructionSet) => Array.IndexOf(["scalar", "128", "256", "512"], instructionSet);

    /// <summary>
    /// The programs, and the kernels of an instruction set; not what merely passes a call on. A kernel of one name has the same text
    /// in every model, and sums over rows come in all widths, so that it is enough if one of the models uses it.
    /// </summary>
    private static List<string> Methods(string instructionSet)
    {
        var methods = typeof(Workout).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith($"RnnGen.Generated.{typeof(Workout).Namespace}.", StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization))
            .Select(method => $"{method.DeclaringType!.FullName}:{method.Name}").ToList();
        var kernels = $"Kernels{instructionSet}:";
        List<string> wanted = [
            .. methods.Where(name => WithoutModel(name).StartsWith("Network:", StringComparison.Ordinal)),
            .. methods.Select(WithoutModel).Where(name => name.StartsWith(kernels, StringComparison.OrdinalIgnoreCase)).Distinct(),
        ];
        Assert.Contains(wanted, name => name.StartsWith(kernels, StringComparison.OrdinalIgnoreCase));
        return wanted;
    }

    /// <summary><c>Kernels512:OuterTile1</c></summary>
    private static string WithoutModel(string name) => name[(name.LastIndexOf('.') + 1)..];
}
