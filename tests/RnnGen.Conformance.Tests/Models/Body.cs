using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RnnGen.Compiler.Spec;
using RnnGen.Compiler.Targets;

namespace Conformance.Models;

/// <summary>What a model is compiled for: the body of one instruction set, all of them with dispatch, or double precision.</summary>
/// <param name="Name">The name in test cases, and the suffix of the namespace its models are in.</param>
/// <param name="Targets">The targets to compile; null for all.</param>
/// <param name="Precision">The element type.</param>
/// <param name="IsAvailable">Whether this process can run it.</param>
public sealed record Body(string Name, IReadOnlyList<Target>? Targets, Precision Precision, bool IsAvailable)
{
    public static readonly Body Vector512 =
        new("512", [Target.Wide], Precision.Float32, System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated && Avx512F.IsSupported);

    public static readonly Body Vector256 = new("256", [Target.Medium], Precision.Float32, Avx2.IsSupported && Fma.IsSupported);

    public static readonly Body Vector128 =
        new("128", [Target.Narrow], Precision.Float32, System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated);

    /// <summary>What NEON takes of the 128-bit body, wherever there are vectors: its multiply-adds by element have a meaning everywhere.</summary>
    public static readonly Body ByElement =
        new("ByElement", [Target.Narrow with { ByElement = "Vector128.IsHardwareAccelerated" }], Precision.Float32, Vector128.IsAvailable);

    public static readonly Body Scalar = new("Scalar", [Target.Scalar], Precision.Float32, true);

    /// <summary>All bodies in one model as users have it, which chooses by what the process has.</summary>
    public static readonly Body Dispatch = new("Dispatch", null, Precision.Float32, true);

    /// <summary>The reference.</summary>
    public static readonly Body Double = new("Double", null, Precision.Float64, true);

    /// <summary>The body of every instruction set, the preferred first.</summary>
    public static readonly IReadOnlyList<Body> Single = [Vector512, Vector256, Vector128, Scalar];

    /// <summary>The one that <see cref="Dispatch"/> takes here.</summary>
    public static readonly Body Active = Single.First(body => body.IsAvailable);

    /// <summary>The body of every instruction set, and the reference.</summary>
    public static readonly IReadOnlyList<Body> All = [.. Single, Double];

    /// <summary>Whether this run tests it. A run that forces an instruction set is about the body of that set: the run of all tests has the others.</summary>
    public bool Runs => IsAvailable && (!IsForced || this == Active || !Single.Contains(this));

    /// <summary>A leg of a test run says which instruction set it means to test.</summary>
    private static bool IsForced => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("RNNGEN_EXPECT_INSTRUCTION_SET"));

    /// <summary>The namespace of its models.</summary>
    public string Namespace => "Body" + Name;

    public static Body Of(string name) => All.First(body => body.Name == name);

    public override string ToString() => Name;
}
