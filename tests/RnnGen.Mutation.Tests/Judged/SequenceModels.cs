using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using static Mutation.Judged.JudgedModels;

namespace Mutation.Judged;

/// <summary>The models of layers that look along the steps, or make or take away a time axis.</summary>
internal static class SequenceModels
{
    private static readonly string[] FromX = ["x"], FromBoth = ["x", "source"];

    public static IEnumerable<ModelSpec> All =>
    [
        Model("attending", [new InputSpec(4, Steps: 6) { Name = "source", Lengths = true }, .. Sequence(4)],
            [
                new AttentionSpec("dot", AttentionScore.Dot) { From = FromBoth },
                new AttentionSpec("scaled", AttentionScore.ScaledDot) { From = FromBoth },
                new AttentionSpec("additive", AttentionScore.Additive) { Units = 3, From = FromBoth },
                new AttentionSpec("causal", AttentionScore.ScaledDot) { Causal = true, From = FromX },
                Concatenate("dot", "scaled", "additive", "causal"),
            ],
            External),
        Model("heads", [new InputSpec(4, Steps: 6) { Name = "source", Lengths = true }, .. Sequence(4)],
            [
                new MultiHeadAttentionSpec("across", 2) { From = FromBoth },
                new MultiHeadAttentionSpec("causal", 1) { Causal = true, From = FromX },
                Concatenate("across", "causal"),
            ],
            External),
        Model("convolving", Lengths(3),
            [
                new Conv1DSpec("causal", 2, 3) { Padding = ConvolutionPadding.Causal, Activation = ActivationKind.Tanh, From = FromX },
                new Conv1DSpec("same", 2, 4) { Padding = ConvolutionPadding.Same, From = FromX },
                new Conv1DSpec("dilated", 2, 2) { Padding = ConvolutionPadding.Causal, Dilation = 2, From = FromX },
                new DenseSpec("dense", 3, ActivationKind.Linear) { From = FromX },
                new Conv1DSpec("behind", 2, 3) { Padding = ConvolutionPadding.Same, From = new[] { "dense" } },
                Concatenate("causal", "same", "dilated", "behind"),
            ],
            External),
        Model("pooling", Lengths(3),
            [
                new Conv1DSpec("valid", 2, 2) { From = FromX },
                new GlobalPoolingSpec("largest", PoolingKind.Maximum),
                new GlobalPoolingSpec("mean", PoolingKind.Average) { From = new[] { "valid" } },
                Concatenate("largest", "mean"),
            ],
            External),
        Model("looking_back", Sequence(3), [new Conv1DSpec("conv", 2, 3) { Padding = ConvolutionPadding.Causal, Dilation = 2 }], External),
        Model("normalizing", Sequence(5), [new LayerNormSpec("norm") { Epsilon = 0.1 }, new SoftmaxSpec("softmax")], External),
        Model("positions", Sequence(5), [new PositionalEncodingSpec("positions")], External),
        Model("repeating", Vector(3), [new RepeatVectorSpec("repeat", 3), new RnnSpec("rnn", 2) { Return = ReturnKind.Sequence }, new FlattenSpec("flat")], External),
        Model("flattening", [new InputSpec(3, Steps: 4) { FixedSteps = true, Lengths = true }], [new FlattenSpec("flat")], External),
        Model("translating", [new InputSpec(3, Steps: 4) { Name = "source" }, .. Sequence(2)],
            [
                new RnnSpec("encoder", 2) { Layers = 2, From = new[] { "source" } },
                new RnnSpec("decoder", 2) { Layers = 2, InitialStateFrom = "encoder", Return = ReturnKind.Sequence, From = FromX },
                new RnnSpec("other", 2) { Layers = 2, InitialStateFrom = "encoder", Return = ReturnKind.Sequence, From = FromX },
                Concatenate("decoder", "other"),
            ],
            External),
        Model("carrying", Sequence(3), [new RnnSpec("rnn", 2) { Return = ReturnKind.Sequence }], External) with { Stateful = true },
        Model("repeated_output", Lengths(3), [new RnnSpec("rnn", 2) { Family = Family.Keras, Biases = BiasKind.Two, Return = ReturnKind.Sequence }], External),
        Model("products", Sequence(9), [new ProductsSpec("products")], External),
    ];

    private static InputSpec[] Lengths(int features) => [new InputSpec(features, Steps: 4) { Lengths = true }];

    private static JoinSpec Concatenate(params string[] from) => new("all", JoinKind.Concatenate) { From = from };
}
