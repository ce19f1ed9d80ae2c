using RnnGen.Serialization;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>The declared text classifier, generated and loaded as a user's, computes what PyTorch's library does.</summary>
public class TextClassifierTests
{
    [Fact]
    public void Agrees_with_the_reference()
    {
        var reference = SafeTensors.Load(Path.Combine(AppContext.BaseDirectory, "Fixtures", "w1_small_lengths.safetensors"));
        var type = GeneratorHost.Run(Declarations.TextClassifier).Load().GetType("Reading.TopicClassifier", throwOnError: true)!;
        var model = (ITrainableModel<int, int>)Activator.CreateInstance(type, 0UL)!;
        foreach (var tensor in model.Parameters.Tensors) reference["param." + tensor.Name].ToArray<float>().CopyTo(model.Parameters[tensor.Name]);
        model.RefreshWeights();

        var (batch, steps) = (reference["in.x"].Shape[0], reference["in.x"].Shape[1]);
        var (x, lengths, target) = (Whole("in.x"), Whole("in.lengths"), Whole("target.y"));
        var y = new float[batch * 3];
        model.Predict(x, lengths, y, batch, model.CreateWorkspace(batch, steps));
        Agree("out.y", y);

        var workspace = model.CreateTrainingWorkspace(batch, steps);
        model.Forward(x, lengths, batch, workspace);
        Agree("out.loss", [model.Loss(target, workspace)]);
        model.Backward(workspace);
        foreach (var tensor in model.Parameters.Tensors) Agree("grad.param." + tensor.Name, workspace.Gradients[tensor.Name].ToArray());

        int[] Whole(string name) => Array.ConvertAll(reference[name].ToArray<long>(), value => (int)value);

        // Sums of some thirty terms in single precision, over eight steps and two layers: within a few hundred roundings of 2⁻²⁴.
        void Agree(string name, float[] actual)
        {
            var expected = reference["f64." + name].ToArray<double>();
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < actual.Length; i++) Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"{name}[{i}]: {actual[i]} instead of {expected[i]}");
        }
    }
}
