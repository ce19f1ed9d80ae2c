using Conformance.Models;
using RnnGen;
using RnnGen.Data;
using RnnGen.Training;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>The same seeds give the same bits.</summary>
public class DeterminismTests(ITestOutputHelper output)
{
    private const int Samples = 50, Steps = 6, Features = 5;

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void TwoTrainingsGiveTheSameWeights(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var (first, second, other) = (Train(body, 6), Train(body, 6), Train(body, 7));
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.All(first, weight => Assert.True(float.IsFinite(weight)));
    }

    [Fact]
    public void ANewModelDependsOnItsSeedOnly()
    {
        Assert.Equal(Weights(1), Weights(1));
        Assert.NotEqual(Weights(1), Weights(2));

        static float[] Weights(ulong seed) => CommonModels.Set.Single("Mixed", Body.Dispatch, seed).Parameters.Values.ToArray();
    }

    /// <summary>The weights of one precision are the rounded ones of the other.</summary>
    [Fact]
    public void BothPrecisionsDrawTheSameWeights() => Assert.Equal(
        CommonModels.Set.Single("Mixed", Body.Dispatch, 5).Parameters.Values.ToArray(),
        CommonModels.Set.Double("Mixed", 5).Parameters.Values.ToArray().Select(weight => (float)weight));

    /// <summary>Dispatch computes what the body it takes computes.</summary>
    [Fact]
    public void DispatchGivesTheBitsOfTheBodyItTakes()
    {
        foreach (var name in new[] { "W2", "Dropping", "Mixed", "Convolutional" })
        {
            var (expected, actual) = (CommonModels.Set.Single(name, Body.Active, 3), CommonModels.Set.Single(name, Body.Dispatch, 3));
            var inputs = Inputs.Random(expected, batch: 7, steps: 60, seed: 1);
            Agreement.InBits(Runner.Predict(expected, inputs), Runner.Predict(actual, inputs), name);
            Agreement.InBits(Runner.Train(expected, inputs), Runner.Train(actual, inputs), name);
        }
    }

    private static float[] Train(Body body, ulong seed)
    {
        var random = new Random(3);
        float[] x = [.. Enumerable.Range(0, Samples * Steps * Features).Select(_ => random.NextSingle())];
        float[] targets = [.. Enumerable.Range(0, Samples).Select(i => x[i * Steps * Features])];
        var model = CommonModels.Set.Single("Dropping", body, seed: 2);
        var history = Trainer.Fit((ITrainableModel)model.Instance, new TensorDataset(x, targets, Steps, Features), new FitOptions
        {
            Epochs = 3,
            BatchSize = 16,
            Seed = seed,
            ClipNorm = 1,
            Optimizer = new Adam(0.01),
        });
        Assert.Equal(3, history.Epochs.Count);
        return model.Parameters.Values.ToArray();
    }
}
