using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Conformance.Models;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Weights;

/// <summary>
/// A model with rounded weights computes what a model computes whose weights are the rounded ones: in double precision that is the reference. Nothing else
/// about it differs from other models.
/// </summary>
public class RoundedWeightTests(ITestOutputHelper output)
{
    public static TheoryData<WeightPrecision, string> Cases
    {
        get
        {
            var cases = new TheoryData<WeightPrecision, string>();
            foreach (var kind in RoundedModels.Kinds)
            {
                foreach (var body in Body.Single) cases.Add(kind, body.Name);
            }

            return cases;
        }
    }

    public static TheoryData<WeightPrecision> Kinds => [.. RoundedModels.Kinds];

    [Theory]
    [MemberData(nameof(Cases))]
    public void PredictionsAreThoseOfTheRoundedWeights(WeightPrecision kind, string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var spec in RoundedModels.All)
        {
            var (rounded, exact, reference) = (Model(spec, kind, body), RoundedModels.Set.Single(spec.Name, body, seed: 3), RoundedModels.Set.Double(spec.Name));
            RoundedParameters.Copy(rounded, reference, kind);
            foreach (var (batch, steps) in new[] { (1, 1), (2, 3), (3, 9), (7, 2), (32, 5), (70, 4) })
            {
                var inputs = Inputs.Random(rounded, batch, steps, seed: batch + steps);
                var actual = Runner.Predict(rounded, inputs);
                var bound = Rounding.Bound(spec.Layers.Count + 1, width: 580, inputs);
                Agreement.Within(bound, Runner.Predict(reference, inputs), actual, $"{spec.Name}, batch {batch}, steps {steps}");

                // Rounded weights are other weights, by more than the bound lets pass.
                Assert.Contains(Runner.Predict(exact, inputs)["y"].Zip(actual["y"]), pair => Math.Abs(pair.First - pair.Second) > 2 * bound);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void StepGivesTheBitsOfPredict(WeightPrecision kind, string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var spec in RoundedModels.Streams)
        {
            // 300 steps of one sample are two chunks of 256 rows.
            var model = Model(spec, kind, body);
            var inputs = Inputs.Random(model, batch: 1, steps: 300, seed: 2);
            var expected = Runner.Predict(model, inputs)["y"];
            var (x, y, features) = (inputs.Values["x"], new float[model.Description.OutputFeatures], model.Description.InputFeatures);
            model.Restart();
            for (var t = 0; t < inputs.Steps; t++)
            {
                model.Step(x[(t * features)..((t + 1) * features)], y);
                Agreement.InBits(expected.AsSpan(t * y.Length, y.Length), Runner.Doubles<float>(y), $"{spec.Name}, step {t}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ABatchGivesTheBitsOfItsSamples(WeightPrecision kind, string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var spec in RoundedModels.All)
        {
            var model = Model(spec, kind, body);
            foreach (var batch in new[] { 2, 3, 5, 8, 31 })
            {
                var inputs = Inputs.Random(model, batch, steps: 3, seed: batch);
                var all = Runner.Predict(model, inputs)["y"];
                for (var sample = 0; sample < batch; sample++)
                    Agreement.InBits(Lengths.Sample(model, "y", all, batch, sample), Runner.Predict(model, inputs.Sample(model, sample))["y"], $"{spec.Name}, sample {sample} of {batch}");
            }
        }
    }

    /// <summary>Where multiply-adds round once, as those of vectors do, all widths give the same bits.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void ProductsHaveTheSameBitsInEveryBody(WeightPrecision kind)
    {
        if ((!Fma.IsSupported && !AdvSimd.IsSupported) || Body.Active == Body.Scalar) return;
        var spec = RoundedModels.All.Single(spec => spec.Name == "Products");
        var expected = Model(spec, kind, Body.Active);
        foreach (var body in Body.Single.Where(body => body.Runs && body != Body.Scalar))
        {
            foreach (var batch in new[] { 1, 11 })
            {
                var inputs = Inputs.Random(expected, batch, steps: 1, seed: 5);
                Agreement.InBits(Runner.Predict(expected, inputs), Runner.Predict(Model(spec, kind, body), inputs), body.Name);
            }
        }
    }

    /// <summary>By contract: relative to a weight, or to the largest of its row.</summary>
    private static double StatedError(WeightPrecision kind, double weight, double largest) => kind == WeightPrecision.Bf16 ? Math.Abs(weight) / 256 : largest / 254;

    /// <summary>The stated error of weights, and so of what a product adds up.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void AProductIsWithinTheStatedError(WeightPrecision kind)
    {
        var spec = RoundedModels.All.Single(spec => spec.Name == "Single");
        var (rounded, exact) = (Model(spec, kind, Body.Dispatch), RoundedModels.Set.Double(spec.Name));
        Runner.CopyWeights(rounded, exact);
        var inputs = Inputs.Random(rounded, batch: 9, steps: 1, seed: 8);
        var (actual, expected) = (Runner.Predict(rounded, inputs)["y"], Runner.Predict(exact, inputs)["y"]);
        var (x, weights) = (inputs.Values["x"], exact.Parameters["dense1.weight"].ToArray());
        var worst = 0.0;
        var (features, units) = (spec.Input.Features, weights.Length / spec.Input.Features);
        for (var i = 0; i < actual.Length; i++)
        {
            var (left, row) = (x.AsSpan(i / units * features, features).ToArray(), weights.AsSpan(i % units * features, features).ToArray());
            var largest = row.Max(Math.Abs);
            var bound = left.Zip(row, (a, w) => Math.Abs(a) * (StatedError(kind, w, largest) + (Math.Abs(w) * features / (1 << 24)))).Sum();
            worst = Math.Max(worst, Math.Abs(actual[i] - expected[i]) / bound);
        }

        // Errors of many terms make up for one another, though not for all.
        output.WriteLine($"{worst:P0} of the stated error");
        Assert.InRange(worst, 0.05, 1);
    }

    /// <summary>The scale of a unit is that of all that adds up to it.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void MatricesOfOneProductAreRoundedTogether(WeightPrecision kind, string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var spec = RoundedModels.Added;
        var (model, features) = (Model(spec, kind, body), spec.Input.Features);

        // A small matrix beside a large one, so that its own scales would be others.
        foreach (ref var weight in model.Parameters["b.weight"]) weight *= 0.1f;
        model.RefreshWeights();
        float[] side = [.. model.Parameters["a.weight"].ToArray().Chunk(features).Zip(model.Parameters["b.weight"].ToArray().Chunk(features), (a, b) => a.Concat(b)).SelectMany(row => row)];
        float[][] rows = [.. RoundedParameters.Rounded(side, 2 * features, kind).Chunk(2 * features)];
        float[] biases = [.. model.Parameters["a.bias"].ToArray().Zip(model.Parameters["b.bias"].ToArray(), (a, b) => a + b)];
        var inputs = Inputs.Random(model, batch: 3, steps: 1, seed: 6);
        var expected = inputs.Values["x"].Chunk(features)
            .SelectMany(x => rows.Select((row, u) => biases[u] + x.Concat(x).Zip(row, (a, w) => (double)a * w).Sum()));
        Agreement.Within(Rounding.Bound(layers: 1, width: 60, inputs), [.. expected], Runner.Predict(model, inputs)["y"], "sum");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void DispatchGivesTheBitsOfTheBodyItTakes(WeightPrecision kind)
    {
        foreach (var spec in RoundedModels.All)
        {
            var (expected, actual) = (Model(spec, kind, Body.Active), Model(spec, kind, Body.Dispatch));
            var inputs = Inputs.Random(expected, batch: 7, steps: 6, seed: 1);
            Agreement.InBits(Runner.Predict(expected, inputs), Runner.Predict(actual, inputs), spec.Name);
        }
    }

    /// <summary>Parameters are exact in either class: what is trained is loaded bit by bit, and saved again so.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void FilesOfATrainedModelFit(WeightPrecision kind)
    {
        var folder = Directory.CreateTempSubdirectory("rnngen-");
        try
        {
            var spec = RoundedModels.All.Single(spec => spec.Name == "Mixed");
            var (first, second) = (Path.Combine(folder.FullName, "trained.safetensors"), Path.Combine(folder.FullName, "rounded.safetensors"));
            var trained = RoundedModels.Set.Single("Trained", Body.Dispatch, seed: 9);
            trained.Save(first);
            var loaded = Model(spec, kind, Body.Dispatch).Load(first);
            loaded.Save(second);
            Assert.Equal(trained.Parameters.Values.ToArray(), RoundedModels.Set.Single("Trained", Body.Dispatch).Load(second).Parameters.Values.ToArray());

            var drawn = RoundedModels.Set.Single(RoundedModels.NameOf(spec, kind), Body.Dispatch, seed: 9);
            var inputs = Inputs.Random(drawn, batch: 2, steps: 3, seed: 1);
            Assert.Equal(drawn.Parameters.Values.ToArray(), loaded.Parameters.Values.ToArray());
            Agreement.InBits(Runner.Predict(drawn, inputs), Runner.Predict(loaded, inputs), "loaded");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TestModel<float> Model(ModelSpec spec, WeightPrecision kind, Body body) => RoundedModels.Set.Single(RoundedModels.NameOf(spec, kind), body, seed: 3);
}
