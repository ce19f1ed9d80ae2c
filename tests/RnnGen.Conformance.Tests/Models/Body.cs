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

    public static readonly Body Scalar = new("Scalar", [Target.Scalar], Precision.Float32, true);

    /// <summary>All bodies in one model, which chooses by what the process has.</summary>
    public static readonly Body Dispatch = new("Dispatch", null, Precision.Float32, true);

    /// <summary>The reference.</summary>
    public static readonly Body Double = new("Double", null, Precision.Float64, true);

    /// <summary>Every single-precision body.</summary>
    public static readonly IReadOnlyList<Body> Single = [Vector512, Vector256, Vector128, Scalar, Dispatch];

    /// <summary>Every body.</summary>
    public static readonly IReadOnlyList<Body> All = [.. Single, Double];

    /// <summary>The namespace of its models.</summary>
    public string Namespace => "Body" + Name;

    public static Body Of(string name) => All.Single(body => body.Name == name);

    public override string ToString() => Name;
}
