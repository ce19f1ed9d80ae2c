using Conformance.Models;
using RnnGen;
using RnnGen.Training;

namespace Conformance.Layers;

/// <summary>A small convolutional network learns which way a bar lies, the same on every run and whatever memory it has.</summary>
public class ImageTrainingTests
{
    private const int Side = 10, Samples = 64;

    [Fact]
    public void TheLossFallsAndTwoTrainingsGiveTheSameBits()
    {
        var (first, firstWeights) = Train(Samples);
        var (second, secondWeights) = Train(2 * Samples);
        Assert.Equal(first, second);
        Assert.Equal(firstWeights, secondWeights);

        // Drawn at random, two classes cost log 2 each.
        Assert.InRange(first[0], 0.3f, 1.5f);
        Assert.True(first[^1] < 0.1f * first[0], $"The loss is {first[^1]} after {first.Length} steps.");
    }

    /// <summary>A batch is not computed other than its samples, though they lie differently in chunks.</summary>
    [Fact]
    public void ABatchHasTheBitsOfItsSamples()
    {
        var model = CommonModels.Set.Single("Convolutional", Body.Active, seed: 3);
        var inputs = Inputs.Random(model, batch: 7, steps: 1, seed: 2);
        var together = Runner.Predict(model, inputs)["y"];
        for (var sample = 0; sample < 7; sample++)
            Agreement.InBits(together[(2 * sample)..((2 * sample) + 2)], Runner.Predict(model, inputs.Sample(model, sample))["y"], $"sample {sample}");
    }

    /// <summary>Losses of full batches of noisy bars, and the weights that they lead to.</summary>
    private static (float[] Losses, float[] Weights) Train(int maxBatch)
    {
        var (x, labels) = Bars();
        var model = CommonModels.Set.Single("Convolutional", Body.Active, seed: 1);
        var trainable = (ITrainableModel<float, int>)model.Instance;
        var (workspace, adam) = (trainable.CreateTrainingWorkspace(maxBatch, 1), new Adam(0.01));
        var losses = new float[120];
        for (var step = 0; step < losses.Length; step++)
        {
            trainable.Forward(x, [], Samples, workspace);
            losses[step] = trainable.Loss(labels, workspace);
            trainable.Backward(workspace);
            adam.Step(trainable.Parameters, workspace.Gradients);
            trainable.RefreshWeights();
        }

        return (losses, model.Parameters.Values.ToArray());
    }

    private static (float[] X, int[] Labels) Bars()
    {
        var random = new Random(5);
        var (x, labels) = (new float[Samples * Side * Side], new int[Samples]);
        for (var sample = 0; sample < Samples; sample++)
        {
            var image = x.AsSpan(sample * Side * Side, Side * Side);
            foreach (ref var pixel in image) pixel = 0.3f * random.NextSingle();
            labels[sample] = sample % 2;
            var (place, first) = (random.Next(Side), random.Next(Side - 5));
            for (var i = first; i < first + 6; i++) image[labels[sample] == 0 ? (place * Side) + i : (i * Side) + place] += 1;
        }

        return (x, labels);
    }
}
