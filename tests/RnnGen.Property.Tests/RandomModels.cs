using System.Collections.Concurrent;
using System.Globalization;
using Conformance.Models;
using PropertyTests.Generation;
using RnnGen.Compiler.Spec;

namespace PropertyTests;

/// <summary>
/// The models of this run, each named by its number: 40, or 500 with RNNGEN_NIGHTLY=1, or the one that RNNGEN_MODEL names. They are the same
/// in every run, so that a failure stays until it is mended.
/// </summary>
public static class RandomModels
{
    public const int Usual = 40;

    private const int Nightly = 500, SetSize = 50, Stride = 5;

    private static readonly ConcurrentDictionary<(int Set, bool Everywhere), Lazy<Func<int, ModelSet>>> Sets = new();

    /// <summary>The best single-precision body of this process.</summary>
    internal static Body Best { get; } = Body.Single.First(body => body.IsAvailable);

    public static TheoryData<int> Seeds => [.. All];

    /// <summary>Every fifth model, which is compiled for every body.</summary>
    public static TheoryData<int> SeedsOfEveryBody => [.. All.Where(s => s % Stride == 0 || All.Length == 1)];

    internal static int[] All { get; } = Environment.GetEnvironmentVariable("RNNGEN_MODEL") is { Length: > 0 } one
        ? [int.Parse(one, CultureInfo.InvariantCulture)]
        : [.. Enumerable.Range(0, Environment.GetEnvironmentVariable("RNNGEN_NIGHTLY") == "1" ? Nightly : Usual)];

    internal static string Name(int seed) => Selection.Of(seed).Name;

    /// <summary>The set that holds a model, for the best body and in double precision, or for all bodies.</summary>
    internal static ModelSet Set(int seed, bool everywhere = false)
    {
        var key = (seed / SetSize, everywhere);
        var set = Sets.GetOrAdd(key, k => new(() => Compile([.. All.Where(s => s / SetSize == k.Item1 && (!everywhere || s % Stride == 0 || All.Length == 1))], everywhere)));
        return set.Value(seed);
    }

    /// <summary>Compiles models together, and where that fails each alone, so that only those fail that do not compile.</summary>
    private static Func<int, ModelSet> Compile(int[] seeds, bool everywhere)
    {
        IEnumerable<Body> bodies = everywhere ? Body.All : [Best, Body.Double];
        var name = "Properties" + (everywhere ? "Everywhere" : "") + seeds[0].ToString(CultureInfo.InvariantCulture);
        try
        {
            var set = ModelSet.Compile(name, seeds.Select(Selection.Of), bodies);
            return _ => set;
        }
        catch (Exception) when (seeds.Length > 1)
        {
            var alone = new ConcurrentDictionary<int, Lazy<ModelSet>>();
            return seed => alone.GetOrAdd(seed, s => new(() => ModelSet.Compile(name + "Model" + s.ToString(CultureInfo.InvariantCulture), [Selection.Of(s)], bodies))).Value;
        }
    }

    /// <summary>Runs a check of one model; a failure tells which it was and how to run it alone.</summary>
    internal static void Check(int seed, Action<ModelSpec> check)
    {
        var spec = Selection.Of(seed);
        try
        {
            check(spec);
        }
        catch (Exception error)
        {
            throw new Xunit.Sdk.XunitException($"{error.Message}\nThis model alone: RNNGEN_MODEL={seed} dotnet test tests/RnnGen.Property.Tests\n{SpecText.Of(spec)}", error);
        }
    }
}
