using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Streaming;

/// <summary>Which networks predict one sample through the steps of a stream: those in which calls cost more than products.</summary>
public class SampleTests
{
    [Theory]
    [InlineData(4, 8, true)]
    [InlineData(64, 8, true)]
    [InlineData(64, 16, false)]
    [InlineData(4, 64, false)]
    [InlineData(64, 256, false)]
    public void Steps_predict_a_sample_of_few_weights(int features, int units, bool through) =>
        Assert.Equal(through, PredictsThroughSteps(features, ReturnKind.Sequence, units));

    [Fact]
    public void A_step_does_not_tell_the_last_output_only() => Assert.False(PredictsThroughSteps(features: 4, ReturnKind.Last, units: 8));

    /// <summary>Few weights, whose step has nearly all that a stack has room for, or more.</summary>
    [Theory]
    [InlineData(127, true)]
    [InlineData(255, false)]
    public void A_step_whose_memory_is_not_on_the_stack_predicts_no_sample(int dilation, bool through) => Assert.Equal(
        through,
        PredictsThroughSteps(features: 2, new Conv1DSpec("conv1", 2, 3) { Padding = ConvolutionPadding.Causal, Dilation = dilation, Activation = ActivationKind.Relu }));

    private static bool PredictsThroughSteps(int features, ReturnKind outputs, int units) => PredictsThroughSteps(features, new RnnSpec("rnn1", units) { Return = outputs });

    private static bool PredictsThroughSteps(int features, LayerSpec layer)
    {
        var spec = Networks.Model(LossKind.MeanSquaredError, layer, new DenseSpec("dense1", 4, ActivationKind.Linear)) with
        {
            Inputs = new[] { new InputSpec(features, Steps: 6) },
        };
        return ModelCompiler.Compile(spec).Any(file => file.Text.ToString().Contains("PredictSample", StringComparison.Ordinal));
    }
}
