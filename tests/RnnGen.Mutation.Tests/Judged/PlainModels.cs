using Conformance.Cells;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using static Mutation.Judged.JudgedModels;

namespace Mutation.Judged;

/// <summary>The models whose references are plain loops, or differences of their own outputs.</summary>
internal static class PlainModels
{
    /// <summary>Nearly everything is dropped: what is left of a sequence of a few steps is zero.</summary>
    private const float AlmostAll = 0.9999f;

    public static IEnumerable<ModelSpec> All =>
    [
        Model("joins", Sequence(3),
            [
                Dense("a", 3, "x"), Dense("b", 3, "x", ActivationKind.Tanh),
                Join("product", JoinKind.Multiply, "a", "b"),
                Join("mean", JoinKind.Average, "a", "b", "x"),
                Join("largest", JoinKind.Maximum, "a", "b", "x"),
                Join("all", JoinKind.Concatenate, "product", "mean", "largest"),
            ],
            External),
        Model("merges", Sequence(3),
            [
                Rnn("sum") with { Bidirectional = true, Merge = MergeKind.Sum, Return = ReturnKind.Sequence },
                Rnn("average") with { Bidirectional = true, Merge = MergeKind.Average, Return = ReturnKind.Sequence },
                Rnn("multiply") with { Bidirectional = true, Merge = MergeKind.Multiply, Return = ReturnKind.Sequence },
                Rnn("apart") with { Bidirectional = true, Merge = MergeKind.None, Return = ReturnKind.Sequence },
                Join("all", JoinKind.Concatenate, "sum", "average", "multiply", "apart.backward", "apart.forward"),
            ],
            External),
        Model("last", Sequence(3),
            [
                Rnn("both") with { Bidirectional = true, Layers = 2 },
                Rnn("one"),
                Join("all", JoinKind.Concatenate, "both", "one"),
            ],
            External),
        Model("masked", [new InputSpec(0, Steps: 4) { Vocabulary = 5, Padding = 0, Lengths = true }],
            [
                new EmbeddingSpec("embedding", 3),
                new RnnSpec("rnn", 2) { Return = ReturnKind.Sequence },
                Dense("head", 3, "rnn"),
            ],
            new LossSpec(LossKind.MeanSquaredError)),
        Model("looked_up", [new InputSpec(0, Steps: 4) { Vocabulary = 20 }], [new EmbeddingSpec("embedding", 3)], External),
        Model("labelled", [new InputSpec(2, Steps: 4) { Lengths = true }],
            [new RnnSpec("rnn", 3) { Return = ReturnKind.Sequence }],
            new LossSpec(LossKind.CrossEntropyWithLogits) { IgnoreIndex = 1 }),
        Model("weighed", [new InputSpec(2, Steps: 4) { Lengths = true }],
            [new RnnSpec("rnn", 3) { Return = ReturnKind.Sequence }],
            new LossSpec(LossKind.CrossEntropyWithLogits) { IgnoreIndex = 1, LabelSmoothing = 0.2, ClassWeights = new[] { 0.5, 3, 2 } }),
        Model("bounded", Sequence(3), [new RnnSpec("rnn", 2) { Return = ReturnKind.Sequence }], new LossSpec(LossKind.Huber) { Delta = 0.3 }),
        Model("dropouts", Sequence(5),
            [
                new DropoutSpec("first", 0.3f) { From = new[] { "x" } },
                new DropoutSpec("second", 0.3f) { From = new[] { "x" } },
                Join("all", JoinKind.Concatenate, "first", "second"),
            ],
            External),
        Model("dropping", Sequence(3),
            [
                Rnn("between") with { Layers = 2, BetweenDropout = AlmostAll, Return = ReturnKind.Sequence },
                Rnn("input") with { InputDropout = AlmostAll, Return = ReturnKind.Sequence },
                Join("all", JoinKind.Concatenate, "between", "input"),
            ],
            External),
        Model("halving", Sequence(3),
            [
                new GruSpec("gru", 3) { Layers = 2, BetweenDropout = 0.5f, InputDropout = 0.5f, Bidirectional = true },
                new DropoutSpec("dropout", 0.5f),
                Dense("head", 2, "dropout"),
            ],
            new LossSpec(LossKind.MeanSquaredError)),
        Model("wide", Vector(3),
            [
                // Two panels of 128 units and, in a run of its own, one of 16, of which three are padding.
                Dense("a", 269, "x", ActivationKind.Tanh),
                Dense("b", 61, "x"),
                Dense("c", 43, "a", ActivationKind.Sigmoid),
                Join("cb", JoinKind.Concatenate, "c", "b"),
                Dense("d", 20, "cb"),
            ],
            External),
        Model("nothing", Sequence(3), [new DropoutSpec("nothing", 0)], External),
        Model("normed", [new InputSpec(3, Steps: 4) { Lengths = true }], [new BatchNormSpec("norm") { Epsilon = 0.1, Momentum = 0.25 }], External),
        Model("normed_keras", Sequence(3), [new BatchNormSpec("norm") { Family = Family.Keras, Momentum = 0.75, Affine = false }], External),
        Model("forecast", Sequence(3), [new RnnSpec("rnn", 2) { Return = ReturnKind.Sequence }], new LossSpec(LossKind.MeanSquaredError)),
        Model("context", [.. Sequence(3), new InputSpec(3, Steps: 0) { Name = "c" }], [new ContextSpec("context") { From = new[] { "x", "c" } }], External),
        Model("operations", Sequence(3), [new OperationsSpec("operations")], External),
        Model("attention", [new InputSpec(3, Steps: 6) { Name = "source" }, .. Sequence(3)], [new PairsSpec("attention", Keys: 6) { From = new[] { "x", "source" } }], External),
        Model("repetitions", Sequence(3), [new RepetitionsSpec("repetitions")], External),
        Model("image", Vector(40),
            [
                new Conv2DSpec("conv", 2, 2, 4) { Height = 4, Width = 5, Padding = ConvolutionPadding.Same },
                new Pooling2DSpec("largest", PoolingKind.Maximum, 2, 2),
                new Pooling2DSpec("mean", PoolingKind.Average, 1, 2),
                new FlattenSpec("row"),
            ],
            External),
        Model("pooled", [new InputSpec(3, Steps: 6) { Lengths = true }],
            [
                new Pooling1DSpec("largest", PoolingKind.Maximum, 2, 1),
                new PositionalEmbeddingSpec("position", 5),
                new GlobalPoolingSpec("mean", PoolingKind.Average),
            ],
            External),
        Model("folding", Vector(6), [new FoldingSpec("folding")], External),
        Model("tangled", Sequence(3), [new TangledSpec("tangled", 2) { Return = ReturnKind.Sequence, Layers = 2, InitialStateInput = true, FinalStateOutput = true }], External),
    ];

    private static RnnSpec Rnn(string name) => new(name, 2) { From = new[] { "x" } };

    private static DenseSpec Dense(string name, int units, string from, ActivationKind activation = ActivationKind.Linear) => new(name, units, activation) { From = new[] { from } };

    private static JoinSpec Join(string name, JoinKind kind, params string[] from) => new(name, kind) { From = from };
}
