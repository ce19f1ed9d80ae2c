using Conformance.Models;
using PropertyTests.Batches;
using RnnGen;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Properties;

/// <summary>In double precision, the gradients of parameters, inputs and initial states are the slopes of what the model computes.</summary>
public class FiniteDifferenceTests
{
    private const int Count = 2, Steps = 4;

    [Theory]
    [MemberData(nameof(RandomModels.Seeds), MemberType = typeof(RandomModels))]
    public void GradientsAreSlopes(int seed) => RandomModels.Check(seed, spec =>
    {
        if (!spec.Trainable) return;
        var model = RandomModels.Set(seed).Double(spec.Name);
        Weights.Draw(model, seed);
        var batch = new BatchDraw(spec, model.Table, seed).Of(Count, Steps, Play.Given(model));
        var workspace = model.CreateTrainingWorkspace(Count, batch.MaxSteps);
        var gradients = Play.Train(model, batch, workspace);
        var tensors = Play.Tensors(model, batch, model.ForwardSignature, model.LossSignature, model.BackwardSignature);
        double Loss() => LossOf(model, tensors, workspace);
        foreach (var tensor in workspace.Gradients.Tensors) Check(model.Parameters[tensor.Name], gradients[tensor.Name], Frozen(spec, tensor), tensor.Name);
        foreach (var name in model.BackwardSignature.Outputs) Check(tensors[Primal(name)], gradients[name], default, name);

        void Check(Span<double> leaf, double[] gradient, Range frozen, string name)
        {
            var (first, length) = frozen.GetOffsetAndLength(leaf.Length);
            for (var i = 0; i < leaf.Length; i++)
            {
                if (i >= first && i < first + length) Assert.True(gradient[i] == 0, $"{name}[{i}] is trained.");
                else if (Slope.Mismatch(ref leaf[i], gradient[i], Loss) is { } slope) Assert.Fail($"d{name}[{i}] is {gradient[i]:R}, but the slope {slope:R}.");
            }
        }
    });

    private static string Primal(string gradient) => char.ToLowerInvariant(gradient[1]) + gradient[2..];

    /// <summary>The row of the padding, which is not trained.</summary>
    private static Range Frozen(ModelSpec spec, ParameterInfo tensor) =>
        spec.Layers.OfType<EmbeddingSpec>().FirstOrDefault(e => tensor.Name == e.Name + ".weight") is { Padding: >= 0 } table
            ? (table.Padding * table.Size)..((table.Padding + 1) * table.Size)
            : ..0;

    /// <summary>The loss, or without one Σ output · gradient from outside.</summary>
    private static double LossOf(TestModel<double> model, Tensors<double> tensors, TrainingWorkspace<double> workspace)
    {
        workspace.Step = 0;
        model.RefreshWeights();
        model.Forward(tensors, Count, workspace);
        return model.HasLoss
            ? model.Loss(tensors, workspace)
            : model.BackwardSignature.Inputs.Sum(name => model.Output(Primal(name), workspace).ToArray().Zip(tensors[name], (y, upstream) => y * upstream).Sum());
    }
}
