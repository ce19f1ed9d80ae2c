using Microsoft.CodeAnalysis;
using RnnGen.Compiler.Spec;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>Looks into the steps of the incremental pipeline.</summary>
internal static class Pipeline
{
    /// <summary>The specs that reach the compiler.</summary>
    public static IReadOnlyList<ModelSpec> Specs(string source, GeneratorHostOptions? options = null) =>
        [.. Outputs(GeneratorHost.Run(source, options).Result, TrackingNames.Spec).Select(static output => (ModelSpec)output.Value)];

    /// <summary>The one spec of a source.</summary>
    public static ModelSpec Spec(string source) => Assert.Single(Specs(source));

    /// <summary>What happened to the one output of a step.</summary>
    public static IncrementalStepRunReason Reason(GeneratorDriverRunResult result, string step) =>
        Assert.Single(Outputs(result, step)).Reason;

    private static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(GeneratorDriverRunResult result, string step) =>
        Assert.Single(result.Results).TrackedSteps.TryGetValue(step, out var runs) ? runs.SelectMany(static run => run.Outputs) : [];
}
