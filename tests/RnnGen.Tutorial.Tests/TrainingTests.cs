using RnnGen.Training;
using Tutorials.Models;

namespace Tutorials;

/// <summary>Every system of the tutorial, in its sizes, learns a batch by heart, and a step allocates nothing.</summary>
public class TrainingTests
{
    [Fact]
    public void ElementaryRnn() => Learns<float, int>(new ElementaryRnn(1), OneHots(3, 4), Whole(9, 4, seed: 2), 3, steps: 60, rate: 0.02f);

    [Fact]
    public void TextClassifier() => Learns<int, int>(new TextClassifier(1), Whole(4 * 20, 10_000, seed: 3), Whole(4, 2, seed: 4), 4, steps: 6, rate: 1e-3f, lengths: [20, 7, 1, 13], clip: 1);

    [Fact]
    public void SentimentModel() => Learns<int, float>(new SentimentModel(1), Padded(4, 30), [1, 0, 0, 1], 4, steps: 12, rate: 1e-3f);

    [Fact]
    public void TutorialLstm() => Learns<float, float>(new TutorialLstm(1), Numbers(8 * 12 * 3, seed: 5), Numbers(8, seed: 6), 8, steps: 30, rate: 1e-2f);

    [Fact]
    public void TutorialGru() => Learns<float, float>(new TutorialGru(1), Numbers(8 * 12 * 3, seed: 5), Numbers(8, seed: 6), 8, steps: 30, rate: 1e-2f);

    [Fact]
    public void OneToOne() => Learns<float, int>(new OneToOne(1), Numbers(8 * 64, seed: 7), Whole(8, 10, seed: 8), 8, steps: 20, rate: 1e-2f);

    [Fact]
    public void ManyToOne() => Learns<int, int>(new ManyToOne(1), Whole(8 * 12, 50, seed: 9), Whole(8, 2, seed: 10), 8, steps: 20, rate: 1e-2f);

    [Fact]
    public void ManyToManyEqual() =>
        Learns<int, int>(new ManyToManyEqual(1), Whole(4 * 12, 50, seed: 9), Whole(4 * 12, 5, seed: 10), 4, steps: 20, rate: 1e-2f, lengths: [12, 3, 8, 0]);

    [Fact]
    public void BidirectionalTagger() =>
        Learns<int, int>(new BidirectionalTagger(1), Whole(4 * 12, 50, seed: 9), Whole(4 * 12, 5, seed: 10), 4, steps: 20, rate: 1e-2f, lengths: [12, 3, 8, 0]);

    [Fact]
    public void OneToMany()
    {
        var model = new OneToMany(1);
        var (x, target) = (Numbers(4 * 8, seed: 11), Numbers(4 * 6 * 3, seed: 12));
        var workspace = model.CreateTrainingWorkspace(4);
        Learns(model, workspace, steps: 40, rate: 1e-2f, () =>
        {
            model.Forward(x, 4, workspace);
            var loss = model.Loss(target, workspace);
            model.Backward(workspace);
            return loss;
        });
    }

    [Fact]
    public void Translator()
    {
        var model = new Translator(1);
        var (source, written, next) = (Whole(3 * 8, 20, seed: 13), Whole(3 * 5, 20, seed: 14), Whole(3 * 5, 20, seed: 15));
        int[] lengths = [8, 2, 5];
        var workspace = model.CreateTrainingWorkspace(3, 8);
        Learns(model, workspace, steps: 30, rate: 1e-2f, () =>
        {
            model.Forward(source, lengths, written, 3, workspace);
            var loss = model.Loss(next, workspace);
            model.Backward(workspace);
            return loss;
        });
    }

    /// <summary>64 random sequences say themselves backwards: the block has to look at other places, and at which.</summary>
    [Fact]
    public void Reverser()
    {
        var x = Whole(64 * 6, 8, seed: 16);
        int[] target = [.. Enumerable.Range(0, x.Length).Select(i => x[(i / 6 * 6) + 5 - (i % 6)])];
        var loss = Learns<int, int>(new Reverser(1), x, target, 64, steps: 400, rate: 1e-2f);
        Assert.True(loss < 0.1, $"the loss is {loss}, which guessing by the frequency of the tokens would make log 8");
    }

    private static float Learns<TInput, TTarget>(
        ITrainableModel<TInput, TTarget> model, TInput[] x, TTarget[] target, int batch, int steps, float rate, int[]? lengths = null, float clip = 0)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        var workspace = model.CreateTrainingWorkspace(batch, Math.Max(1, x.Length / batch));
        return Learns(model, workspace, steps, rate, () =>
        {
            model.Forward(x, lengths, batch, workspace);
            var loss = model.Loss(target, workspace);
            model.Backward(workspace);
            if (clip > 0) GradientClipping.ClipNorm(workspace.Gradients, clip);
            return loss;
        });
    }

    /// <summary>Steps of Adam on one batch; the last loss, which is well below the first; a step allocates nothing.</summary>
    private static float Learns(IModelWeights model, TrainingWorkspace<float> workspace, int steps, float rate, Func<float> pass)
    {
        var optimizer = new Adam(rate);
        float first = 0, last = 0;
        var least = long.MaxValue;
        for (var step = 0; step < steps; step++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            last = pass();
            optimizer.Step(model.Parameters, workspace.Gradients);
            model.RefreshWeights();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            if (step == 0) first = last;
        }

        Assert.True(last < 0.75 * first, $"{model.Description.Name}: the loss went from {first} to {last}");
        Assert.Equal(0, least);
        return last;
    }

    private static int[] Whole(int length, int choices, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(choices))];
    }

    private static float[] Numbers(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private static float[] OneHots(int steps, int words)
    {
        var x = new float[3 * steps * words];
        for (var i = 0; i < 3 * steps; i++) x[(i * words) + ((i * 7) % words)] = 1;
        return x;
    }

    /// <summary>Reviews of different lengths, padded with zeros behind their end.</summary>
    private static int[] Padded(int batch, int steps)
    {
        var tokens = Whole(batch * steps, 9_999, seed: 17);
        for (var i = 0; i < tokens.Length; i++) tokens[i] = i % steps < steps - (5 * (i / steps)) ? tokens[i] + 1 : 0;
        return tokens;
    }
}
