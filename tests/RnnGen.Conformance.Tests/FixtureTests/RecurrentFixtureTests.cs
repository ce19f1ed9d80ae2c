using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.FixtureTests;

/// <summary>Values and all gradients of every recurrent layer are those of PyTorch's library.</summary>
public class RecurrentFixtureTests(ITestOutputHelper output)
{
    private static readonly string[] Names =
        [.. Specs.Kinds.SelectMany(kind => new[]
        {
            kind, kind + "_wide", kind + "_2layer", kind + "_b1_t1", kind + "_bi", kind + "_2layer_bi", kind + "_lengths", kind + "_bi_lengths", kind + "_2layer_bi_lengths",
        }), "lstm_long", "gru_long"];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("RecurrentFixtures", Names.Select(Spec), Body.All));

    /// <summary>The same for every body.</summary>
    private static readonly Lazy<Dictionary<string, Dictionary<string, double[]>>> Terms = new(() => Names.ToDictionary(
        name => name,
        name =>
        {
            var fixture = new Fixture(name);
            return TermSizes.Of(Loaded(Models.Value.Double(name), fixture), Leaves(fixture));
        },
        StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithinRounding(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in Names)
        {
            var fixture = new Fixture(name);
            var model = Models.Value.Single(name, body);
            var inputs = Leaves(fixture);
            var width = Math.Max(fixture.Input, fixture.Hidden) + fixture.Hidden;
            Check(fixture, model, inputs, (expected, actual, what) => Agreement.Within(Rounding.Bound(fixture.Layers, width, inputs), Terms.Value[name], expected, actual, what), name);
        }
    }

    /// <summary>Both sides round to 2⁻⁵³; 1e-10 leaves room for their different order of sums over a hundred steps.</summary>
    [Fact]
    public void DoublePrecisionAgreesTo10Digits()
    {
        foreach (var name in Names)
        {
            var fixture = new Fixture(name);
            Check(fixture, Models.Value.Double(name), Leaves(fixture), (expected, actual, what) => Agreement.Within(1e-10, expected, actual, what), name);
        }
    }

    private static ModelSpec Spec(string name)
    {
        var fixture = new Fixture(name);
        var spec = Specs.Sequence(name, fixture.Input, LossKind.External, Specs.Recurrent(fixture.Kind, "rnn", fixture.Hidden) with
        {
            Bidirectional = fixture.Bidirectional,
            Return = ReturnKind.Sequence,
            Layers = fixture.Layers,
            InitialStateInput = true,
            FinalStateOutput = true,
        });
        return fixture.Has("in.lengths") ? spec with { Inputs = new[] { spec.Input with { Lengths = true } } } : spec;
    }

    private static string[] Letters(Fixture fixture) => fixture.Kind == "lstm" ? ["h", "c"] : ["h"];

    private static Inputs Leaves(Fixture fixture)
    {
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            ["x"] = fixture.Leaf("in.x"),
            ["dY"] = fixture.Leaf("up.y"),
        };
        if (fixture.Has("in.lengths")) values["lengths"] = fixture.Whole("in.lengths");
        foreach (var letter in Letters(fixture))
        {
            values[$"rnn{Upper(letter)}0"] = fixture.Leaf($"in.{letter}0");
            values[$"dRnn{Upper(letter)}n"] = fixture.Leaf($"up.{letter}n");
        }

        return new Inputs(fixture.Shape("in.x")[0], fixture.Shape("in.x")[1], values);
    }

    private static TestModel<T> Loaded<T>(TestModel<T> model, Fixture fixture)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var tensor in model.Parameters.Tensors)
        {
            var name = tensor.Name["rnn.".Length..];
            Assert.Equal(fixture.Shape("param." + name), tensor.Shape);
            Runner.Convert<T>(fixture.Leaf("param." + name)).CopyTo(model.Parameters[tensor.Name]);
        }

        model.RefreshWeights();
        return model;
    }

    private static void Check<T>(
        Fixture fixture, TestModel<T> model, Inputs inputs, Action<IReadOnlyDictionary<string, double[]>, IReadOnlyDictionary<string, double[]>, string> agree, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var outputs = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = fixture.Result("out.y") };
        foreach (var letter in Letters(fixture)) outputs[$"rnn{Upper(letter)}n"] = fixture.Result($"out.{letter}n");
        var all = new Dictionary<string, double[]>(outputs, StringComparer.Ordinal) { ["dX"] = fixture.Result("grad.x") };
        foreach (var letter in Letters(fixture)) all[$"dRnn{Upper(letter)}0"] = fixture.Result($"grad.{letter}0");
        foreach (var tensor in model.Parameters.Tensors) all[tensor.Name] = fixture.Result("grad.param." + tensor.Name["rnn.".Length..]);
        Loaded(model, fixture);
        agree(outputs, Runner.Predict(model, inputs), $"Predict of {what}");
        agree(all, Runner.Train(model, inputs), $"training of {what}");
    }

    private static string Upper(string letter) => letter.ToUpperInvariant();
}
