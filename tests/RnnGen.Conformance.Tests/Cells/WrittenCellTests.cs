using Conformance.Models;
using RnnGen.Cells;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;
using LossKind = RnnGen.Compiler.Spec.LossKind;
using Precision = RnnGen.Compiler.Spec.Precision;
using ReturnKind = RnnGen.Compiler.Layers.ReturnKind;

namespace Conformance.Cells;

/// <summary>Cells as a user writes them: they are compiled like the compiler's own, and compute what the method itself computes.</summary>
public class WrittenCellTests(ITestOutputHelper output)
{
    private const int Units = 5, Features = 3;

    /// <summary>Cells, and the spec that states the same equations.</summary>
    private static readonly Dictionary<string, Func<RecurrentSpec>> Twins = new(StringComparer.Ordinal)
    {
        ["MGU"] = () => new MinimalGatedSpec("own1", Units),
        ["GRU"] = () => new GruSpec("own1", Units),
        ["LSTM"] = () => new LstmSpec("own1", Units) { Peepholes = true },
    };

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile(
        "Written",
        [
            .. Twins.SelectMany(twin => new[] { Stack(twin.Key + "Own", twin.Value()), Stack(twin.Key + "Written", WrittenCells.Spec(twin.Key, "own1", Units)) }),
            .. CellNames.Select(cell => Single(cell, WrittenCells.Spec(cell, "own1", Units))),
        ],
        Body.All));

    private static string[] CellNames => ["MGU", "GRU", "LSTM", "Rare", "Awkward", "IndRnn", "Memoryless"];

    public static TheoryData<string> Names => [.. CellNames];

    public static TheoryData<string, string> TwinsOnBodies
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (cell, body) in Twins.Keys.SelectMany(cell => Body.All.Select(body => (cell, body.Name)))) cases.Add(cell, body);
            return cases;
        }
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void AGruGivesTheSameFiles(Precision precision) => SameFiles(
        CellTests.Files(name => new GruSpec(name, 20), "own1", precision), CellTests.Files(name => WrittenCells.Spec("GRU", name, 20), "own1", precision));

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void AMinimalGatedUnitGivesTheSameFiles(Precision precision) => SameFiles(
        CellTests.Files(name => new MinimalGatedSpec(name, 20), "own1", precision), CellTests.Files(name => WrittenCells.Spec("MGU", name, 20), "own1", precision));

    /// <summary>Two layers, two directions, a batch of unequal lengths.</summary>
    [Theory]
    [MemberData(nameof(TwinsOnBodies))]
    public void ACellHasTheBitsOfItsTwin(string cell, string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        if (body == Body.Double) Check<double>();
        else Check<float>();

        void Check<T>()
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var (own, written) = (Models.Value.Create<T>(cell + "Own", body, 3), Models.Value.Create<T>(cell + "Written", body, 3));
            Assert.Equal(own.Parameters.Tensors.Select(t => t.Name), written.Parameters.Tensors.Select(t => t.Name));
            Agreement.InBits(Runner.Doubles<T>(own.Parameters.Values), Runner.Doubles<T>(written.Parameters.Values), "initial weights");
            var inputs = Inputs.Random(own, batch: 5, steps: 9, seed: 4);
            Agreement.InBits(Runner.Predict(own, inputs), Runner.Predict(written, inputs), "Predict");
            Agreement.InBits(Runner.Train(own, inputs), Runner.Train(written, inputs), "training");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreDerivatives(string cell) => Derivatives.Check(Models.Value.Double(cell, seed: 2), batch: 2, steps: 4);

    /// <summary>The double body evaluates the same operations as the method, but for the order of sums and the last bits of functions.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheMethodItselfIsTheOracle(string cell)
    {
        const int Batch = 3, Steps = 6;
        var model = Models.Value.Double(cell, seed: 4);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 6);
        var states = WrittenCells.Equations(cell).States;
        var weights = CellWeights.Of(model.Parameters, "own1", Units);
        var x = Runner.Convert<double>(inputs.Values["x"]);
        var y = new List<double>();
        var finals = states.ToDictionary(s => s, _ => new List<double>());
        for (var sample = 0; sample < Batch; sample++)
        {
            CellVector[] values = [.. states.Select(s => new CellVector(Runner.Convert<double>(inputs.Values[Tensor(s) + "0"]).AsSpan(sample * Units, Units)))];
            for (var t = 0; t < Steps; t++)
            {
                values = WrittenCells.Step(cell, new CellInput(x.AsSpan(((sample * Steps) + t) * Features, Features)), values, weights);
                y.AddRange(values[0].Values);
            }

            for (var s = 0; s < values.Length; s++) finals[states[s]].AddRange(values[s].Values);
        }

        var results = Runner.Predict(model, inputs);
        Agreement.Within(1e-10, [.. y], results["y"], cell);
        foreach (var (state, values) in finals) Agreement.Within(1e-10, [.. values], results[Tensor(state) + "n"], $"{cell}, {state}");
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithDouble(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var cell in CellNames)
        {
            var (model, reference) = (Models.Value.Single(cell, body, 3), Models.Value.Double(cell));
            Runner.CopyWeights(model, reference);
            var inputs = Inputs.Random(model, batch: 9, steps: 20, seed: 1);
            var bound = Rounding.Bound(layers: 4, width: Units + Features, inputs);
            Agreement.Within(bound, Runner.Predict(reference, inputs), Runner.Predict(model, inputs), cell);
            Agreement.Within(bound, Runner.Train(reference, inputs), Runner.Train(model, inputs), cell);
        }
    }

    [Fact]
    public void OneStepAtATimeIsTheSequence()
    {
        var model = Models.Value.Double("Rare", seed: 4);
        var inputs = Inputs.Random(model, batch: 1, steps: 5, seed: 6);
        var expected = Runner.Predict(model, inputs)["y"];
        model.Restart();
        foreach (var state in model.States)
            Runner.Convert<double>(inputs.Values[char.ToLowerInvariant(state[0]) + state[1..] + "0"]).CopyTo(model.State(state));
        var y = new double[Units];
        foreach (var (x, t) in Runner.Convert<double>(inputs.Values["x"]).Chunk(Features).Select((x, t) => (x, t)))
        {
            model.Step(x, y);
            Agreement.InBits(expected.AsSpan(t * Units, Units), y, $"step {t}");
        }
    }

    private static string Tensor(string state) => Identifier.Camel("own1." + state);

    private static ModelSpec Single(string name, CellSpec cell) => Specs.Sequence(
        name, Features, LossKind.External, cell with { Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true });

    private static ModelSpec Stack(string name, RecurrentSpec cell)
    {
        var stacked = cell with
        {
            Return = ReturnKind.Sequence,
            Layers = 2,
            Bidirectional = true,
            InitialStateInput = true,
            FinalStateOutput = true,
            RecurrentDropout = 0.3f,
        };
        return Specs.Sequence(name, Features, LossKind.External, stacked) with { Inputs = new[] { new InputSpec(Features, Steps: 4) { Lengths = true } } };
    }

    /// <summary>All but the hash of the contract, which knows who states the equations.</summary>
    private static void SameFiles(EquatableArray<RnnGen.Compiler.GeneratedFile> expected, EquatableArray<RnnGen.Compiler.GeneratedFile> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++) Assert.Equal(WithoutHash(expected[i].Text), WithoutHash(actual[i].Text));

        static string WithoutHash(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"[0-9a-f]{16,64}\"", "hash", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(10));
    }
}
