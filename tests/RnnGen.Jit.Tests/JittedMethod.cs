using System.Globalization;
using System.Text.RegularExpressions;

namespace RnnGen.Jit.Tests;

/// <summary>A method that the JIT compiled.</summary>
/// <param name="Name">Type and method: <c>RnnGen.Generated.Tagger.Network:Predict</c>.</param>
/// <param name="Tier">How it was compiled: <c>FullOpts</c>, <c>Tier0</c>, <c>Tier-0 switched MinOpts</c>.</param>
/// <param name="IlSize">Bytes of IL.</param>
/// <param name="CodeSize">Bytes of machine code.</param>
internal sealed partial record JittedMethod(string Name, string Tier, int IlSize, int CodeSize)
{
    /// <summary>Whether nothing was optimised: asked for, or because the method exceeds what the JIT is willing to look at.</summary>
    public bool IsMinOpts => Tier.Contains("MinOpts", StringComparison.Ordinal);

    /// <summary>Where models are declared that the workouts run.</summary>
    private static readonly string[] Declarations = [typeof(Workout).Namespace + ".Models.", Budgets.NetworksWorkout.Namespace];

    /// <summary>Whether RnnGen made it for a model, or it belongs to one: a step of a stream may be part of the class that was declared.</summary>
    public bool IsGenerated =>
        Name.StartsWith("RnnGen.Generated.", StringComparison.Ordinal) || Declarations.Any(space => Name.StartsWith(space, StringComparison.Ordinal));

    /// <summary>Whether it is an activation of the run-time library, which kernels are to contain.</summary>
    public bool IsFunction => Functions.Contains(Name);

    private static readonly HashSet<string> Functions =
        [.. from type in new[] { "VectorMath", "FastMath" } from function in new[] { "Exp", "Log", "Sigmoid", "Tanh", "Softplus" } select $"RnnGen.Numerics.{type}:{function}"];

    /// <summary>Without namespaces: <c>Network:Predict</c>.</summary>
    public string ShortName => Name[(Name[..Name.IndexOf(':', StringComparison.Ordinal)].LastIndexOf('.') + 1)..];

    /// <summary>Whether it belongs to a class that was declared, to what is nested there, or was made for it.</summary>
    public bool IsOf(string className) =>
        new[] { $"{className}:", $"{className}+", $"RnnGen.Generated.{className}." }.Any(start => Name.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Reads what DOTNET_JitDisasmSummary=1 writes to DOTNET_JitStdOutFile.</summary>
    public static IReadOnlyList<JittedMethod> Parse(string summary) =>
        [.. Line().Matches(summary).Select(line => new JittedMethod(
            line.Groups["name"].Value, line.Groups["tier"].Value, Number(line.Groups["il"]), Number(line.Groups["code"])))];

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"JIT compiled (?<name>\S+?:[^\s(]+).*\[(?<tier>[^\[\]]+), IL size=(?<il>\d+), code size=(?<code>\d+)")]
    private static partial Regex Line();
}
