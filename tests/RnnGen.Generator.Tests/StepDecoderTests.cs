using Microsoft.CodeAnalysis;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>A model writes sequences if a step takes a token and gives a logit for every token that may be next.</summary>
public class StepDecoderTests
{
    [Theory]
    [InlineData("[Model]", "[Dense(50)]", "[Loss(CrossEntropyWithLogits)]")]
    [InlineData("[Model]", "[Dense(50)]", "[Loss(External)]")]
    [InlineData("[Model(Trainable = false)]", "[Dense(50)]", "")]
    public void Does(string model, string head, string loss) => Assert.True(Decodes(model, head, loss));

    [Theory]
    [InlineData("[Model]", "[Dense(5)]", "[Loss(CrossEntropyWithLogits)]")]
    [InlineData("[Model]", "[Dense(1)]", "[Loss(BinaryCrossEntropyWithLogits)]")]
    [InlineData("[Model]", "[Dense(50)]", "[Loss(BinaryCrossEntropyWithLogits)]")]
    [InlineData("[Model]", "[Dense(50)]", "[Loss(MeanSquaredError)]")]
    [InlineData("[Model]", "[Dense(50)] [Softmax]", "[Loss(External)]")]
    [InlineData("[Model(Trainable = false)]", "[Dense(50)] [Softmax]", "")]
    [InlineData("[Model(Trainable = false)]", "[Dense(50, Activation = Activation.Sigmoid)]", "")]
    public void Does_not(string model, string head, string loss) => Assert.False(Decodes(model, head, loss));

    private static bool Decodes(string model, string head, string loss)
    {
        var run = GeneratorHost.Run($"""
            using RnnGen;

            {model}
            [Tokens(vocabulary: 50, maxSteps: 10)]
            [Embedding(8)]
            [Gru(16)]
            {head}
            {loss}
            public partial class Writer;
            """);
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return run.Files["Writer.g.cs"].Contains("IStepDecoder", StringComparison.Ordinal);
    }
}
