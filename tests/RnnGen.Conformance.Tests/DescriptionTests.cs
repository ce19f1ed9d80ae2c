using System.Reflection;
using Conformance.Models;
using RnnGen;
using RnnGen.Compiler.Spec;
using LossKind = RnnGen.Compiler.Spec.LossKind;

namespace Conformance;

/// <summary>What a model says of itself is what it is.</summary>
public class DescriptionTests
{
    private static readonly ModelSpec Frozen = Specs.W2("Frozen", LossKind.External) with { Trainable = false, Losses = default };

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Description", [Frozen], Body.Dispatch));

    [Theory]
    [InlineData("W2")]
    [InlineData("Mixed")]
    [InlineData("Stateful")]
    public void ConstantsAreThoseOfTheParametersAndStates(string name)
    {
        var model = CommonModels.Set.Single(name, Body.Dispatch);
        var description = model.Description;
        Assert.Equal(name, description.Name);
        Assert.Equal(model.Parameters.Length, Constant(model, "ParameterCount"));
        Assert.Equal(model.Parameters.Length, description.Layers.Sum(layer => layer.Parameters));

        // Every state begins a cache line of 16 numbers.
        Assert.Equal(model.States.Sum(state => (model.State(state).Length + 15) / 16 * 16) * sizeof(float), Constant(model, "StateBytes"));
        Assert.Equal(description.InputFeatures, Constant(model, "InputFeatures"));
        Assert.Equal(description.OutputFeatures, Constant(model, "OutputFeatures"));
        Assert.Equal(description.Steps, Constant(model, "Steps"));

        // Two operations for each weight of a matrix.
        var weights = model.Parameters.Tensors.Where(tensor => tensor.Shape.Length == 2).Sum(tensor => tensor.Length);
        Assert.Equal(2L * weights, Constant(model, "FlopsPerStep"));
        Assert.Equal(2L * weights, description.Layers.Sum(layer => layer.Flops));
    }

    /// <summary>What is counted is what is trained; what is not is listed all the same.</summary>
    [Fact]
    public void BuffersAreListedAndNotCounted()
    {
        var model = Layers.BatchNormModels.Set.Single("Normed", Body.Active);
        Assert.Equal(model.Parameters.TrainedLength, Constant(model, "ParameterCount"));
        Assert.Equal(model.Parameters.TrainedLength, model.Description.Layers.Sum(layer => layer.Parameters));
        Assert.Equal(
            ["norm1.running_mean", "norm1.running_var", "norm2.running_mean", "norm2.running_var"],
            model.Description.Parameters.Where(p => !p.Trainable).Select(p => p.Name));
        Assert.Equal(model.Description.Parameters, model.Parameters.Tensors);
    }

    /// <summary>A model that is not trainable computes the same and has nothing to train.</summary>
    [Fact]
    public void AFrozenModelPredictsWhatATrainableOneDoes()
    {
        var (frozen, trainable) = (Models.Value.Single("Frozen", Body.Dispatch, 3), CommonModels.Set.Single("W2", Body.Dispatch, 3));
        var inputs = Inputs.Random(trainable, batch: 9, steps: 40, seed: 1);
        Agreement.InBits(Runner.Predict(trainable, inputs), Runner.Predict(frozen, inputs), "frozen");
        Assert.IsAssignableFrom<IModel>(frozen.Instance);
        Assert.IsNotAssignableFrom<ITrainableModel>(frozen.Instance);
        Assert.DoesNotContain(frozen.Instance.GetType().GetMembers(), member => member.Name is "Forward" or "Loss" or "Backward");
    }

    private static long Constant(TestModel<float> model, string name) => Convert.ToInt64(
        model.Instance.GetType().GetField(name, BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue(),
        System.Globalization.CultureInfo.InvariantCulture);
}
