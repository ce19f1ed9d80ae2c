using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>A tensor is checked for what it is, not for what it is called.</summary>
public class RoleTests
{
    /// <summary>The sequence is not called x, and what is called x is no sequence.</summary>
    private static readonly ModelSpec Swapped = Model(
        "Swapped",
        [new InputSpec(4, Steps: 6) { Name = "a" }, new InputSpec(7, Steps: 0)],
        [new DenseSpec("author", 3, ActivationKind.Tanh) { From = new[] { "x" } }, new GruSpec("gru", 3) { Return = ReturnKind.Sequence, InitialStateFrom = "author", From = new[] { "a" } }]);

    /// <summary>The sequence is called x, and the first input is no sequence.</summary>
    private static readonly ModelSpec Second = Swapped with
    {
        Name = "Second",
        Inputs = new[] { new InputSpec(7, Steps: 0) { Name = "a" }, new InputSpec(4, Steps: 6) },
        Layers = new LayerSpec[]
        {
            new DenseSpec("author", 3, ActivationKind.Tanh) { From = new[] { "a" } },
            new GruSpec("gru", 3) { Return = ReturnKind.Sequence, InitialStateFrom = "author", From = new[] { "x" } },
        },
    };

    /// <summary>Two heads; the second is called as if it were the only one.</summary>
    private static readonly ModelSpec Heads = Model(
        "Heads",
        [new InputSpec(4, Steps: 6)],
        [new GruSpec("gru", 3) { Return = ReturnKind.Sequence }, new DenseSpec("scores", 5, ActivationKind.Linear), new DenseSpec("y", 2, ActivationKind.Linear) { From = new[] { "gru" } }]);

    /// <summary>One token per sample, under the name that the lengths of an input 'word' would have.</summary>
    private static readonly ModelSpec Word = Model(
        "Word",
        [new InputSpec(0, Steps: 0) { Vocabulary = 9, Name = "word_lengths" }],
        [new EmbeddingSpec("embedding", 3), new DenseSpec("dense", 2, ActivationKind.Linear)]);

    /// <summary>The stream runs along the first input, and what is known before it along the second.</summary>
    private static readonly ModelSpec Turned = Model(
        "Turned",
        [new InputSpec(4, Steps: 6), new InputSpec(2, Steps: 5) { Name = "source" }, new InputSpec(3, Steps: 0) { StepsOf = "source", Name = "more" }],
        [
            new JoinSpec("both", JoinKind.Concatenate) { From = new[] { "source", "more" } }, new GruSpec("encoder", 3),
            new GruSpec("decoder", 3) { Return = ReturnKind.Sequence, InitialStateFrom = "encoder", From = new[] { "x" } },
        ]);

    private static readonly ModelSet Models = ModelSet.Compile("Roles", [Swapped, Second, Heads, Word, Turned], Body.Dispatch);

    [Fact]
    public void APlainVectorUnderTheNameXIsChecked()
    {
        var model = Models.Single("Swapped", Body.Dispatch);
        var tensors = new Tensors<float> { ["a"] = new float[2 * 6 * 4], ["x"] = [], ["y"] = new float[2 * 6 * 3], ["dY"] = new float[2 * 6 * 3] };
        Refused(() => model.Predict(tensors, 2, model.CreateWorkspace(2, 6)), "x holds 0 values");
        Refused(() => model.Forward(tensors, 2, model.CreateTrainingWorkspace(2, 6)), "x holds 0 values");
        tensors["x"] = new float[2 * 7];
        model.Predict(tensors, 2, model.CreateWorkspace(2, 6));
    }

    [Fact]
    public void AStepChecksTheColumnsOfItsOwnInput()
    {
        var model = Models.Single("Second", Body.Dispatch);
        var inputs = Inputs.Random(model, batch: 1, steps: 2, seed: 1);
        model.Restart(new Tensors<float> { ["a"] = inputs.Values["a"] });
        var y = new float[3];
        Refused(() => model.Step(new float[7], y), "x holds 7 values");
        model.Step(inputs.Values["x"][..4], y);
        model.Step(inputs.Values["x"][4..], y);
        Agreement.InBits(Runner.Predict(model, inputs)["y"].AsSpan(3), Runner.Doubles<float>(y), "second step");
    }

    [Fact]
    public void AHeadUnderTheNameYHasItsOwnColumns()
    {
        var model = Models.Single("Heads", Body.Dispatch);
        var inputs = Inputs.Random(model, batch: 1, steps: 1, seed: 1);
        var results = Runner.Train(model, inputs);
        model.Restart();
        var tensors = new Tensors<float> { ["x"] = inputs.Values["x"], ["scores"] = new float[5], ["y"] = new float[5] };
        Refused(() => model.Step(tensors), "y holds 5 values");
        tensors["y"] = new float[2];
        model.Step(tensors);
        Agreement.InBits(results["scores"], Runner.Doubles<float>(tensors["scores"]), "first head");
        Agreement.InBits(results["y"], Runner.Doubles<float>(tensors["y"]), "second head");
    }

    [Fact]
    public void ATokenUnderTheNameOfLengthsIsAToken()
    {
        var model = Models.Single("Word", Body.Dispatch);
        Assert.False(model.Description.HasLengths);
        var tensors = new Tensors<float> { ["wordLengths"] = [8, 9], ["y"] = new float[4] };
        Refused(() => model.Predict(tensors, 2, model.CreateWorkspace(2, 1)), "wordLengths[1] is the token 9");
        tensors["wordLengths"] = [8, 0];
        model.Predict(tensors, 2, model.CreateWorkspace(2, 1));
    }

    [Fact]
    public void WhatIsReadBeforeAStreamIsCheckedAlongEveryAxis()
    {
        var model = Models.Single("Turned", Body.Dispatch);
        var inputs = Inputs.Random(model, batch: 1, steps: 4, seed: 1);
        var before = new Tensors<float> { ["source"] = inputs.Values["source"], ["more"] = inputs.Values["more"][1..] };
        Refused(() => model.Restart(before), "more holds 11 values");
        before["more"] = inputs.Values["more"];
        model.Restart(before);
        var y = new float[3];
        foreach (var x in inputs.Values["x"].Chunk(4)) model.Step(x, y);
        Agreement.InBits(Runner.Predict(model, inputs)["y"].AsSpan(3 * 3), Runner.Doubles<float>(y), "last step");
    }

    private static void Refused(Action action, string words) => Assert.Contains(words, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static ModelSpec Model(string name, InputSpec[] inputs, LayerSpec[] layers) =>
        new("", name, "public", true, Precision.Float32, inputs, layers, new[] { new LossSpec(LossKind.External) });
}
