using Conformance.Models;
using RnnGen;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;
using DropoutMaskKind = RnnGen.Compiler.Layers.DropoutMaskKind;
using Family = RnnGen.Compiler.Layers.Family;
using InitializerKind = RnnGen.Compiler.Layers.InitializerKind;
using InitialStateKind = RnnGen.Compiler.Layers.InitialStateKind;
using LossKind = RnnGen.Compiler.Spec.LossKind;
using RecurrentMaskKind = RnnGen.Compiler.Layers.RecurrentMaskKind;
using ReturnKind = RnnGen.Compiler.Layers.ReturnKind;

namespace Conformance.Cells;

/// <summary>What recurrent layers have beside their equations: learned states, dropout that lasts, initializers.</summary>
public class OptionTests(ITestOutputHelper output)
{
    private static readonly ModelSpec Learned = Specs.Sequence(
        "Learned",
        3,
        LossKind.MeanSquaredError,
        new LstmSpec("lstm1", 5) { Return = ReturnKind.Sequence, Layers = 2, ProjectionSize = 2, InitialState = InitialStateKind.Learned },
        new GruSpec("gru1", 3) { Return = ReturnKind.Sequence, InitialState = InitialStateKind.Learned });

    /// <summary>Inputs of ones, weights of one, no squashing: a step adds the masked input and the masked state before.</summary>
    private static readonly ModelSpec Masked = Specs.Sequence(
        "Masked",
        1,
        LossKind.External,
        new RnnSpec("rnn1", 1)
        {
            Family = Family.Tutorial,
            Activation = ActivationKind.Linear,
            KernelInitializer = InitializerKind.Ones,
            RecurrentInitializer = InitializerKind.Ones,
            InputDropout = 0.5f,
            InputDropoutMask = DropoutMaskKind.PerSequence,
            RecurrentDropout = 0.5f,
            Return = ReturnKind.Sequence,
        });

    private static readonly ModelSpec[] Dropping =
    [
        .. new[] { RecurrentMaskKind.PerGate, RecurrentMaskKind.Shared }.Select(mask => Specs.Sequence(
            "Dropping" + mask,
            2,
            LossKind.MeanSquaredError,
            new GruSpec("gru1", 4) { Family = Family.Tutorial, RecurrentDropout = 0.4f, RecurrentDropoutMask = mask, Return = ReturnKind.Sequence },
            new LstmSpec("lstm1", 3) { Family = Family.Keras, RecurrentDropout = 0.4f, InputDropout = 0.3f, RecurrentDropoutMask = mask, Bidirectional = true })),
    ];

    private static readonly ModelSpec Drawn = Specs.Sequence(
        "Drawn",
        3,
        LossKind.MeanSquaredError,
        new LstmSpec("keras", 4) { Family = Family.Keras, Return = ReturnKind.Sequence },
        new LstmSpec("open", 4) { UnitForgetBias = true, BiasInitializer = InitializerKind.Zeros, Return = ReturnKind.Sequence },
        new LstmSpec("each", 4) { UnitForgetBias = true, BiasInitializer = InitializerKind.OrthogonalPerGate, Return = ReturnKind.Sequence },
        new RnnSpec("s1", 8) { Family = Family.Tutorial, Return = ReturnKind.Sequence },
        new GruSpec("own", 4)
        {
            KernelInitializer = new InitializerChoice(InitializerKind.Normal, 0.5),
            RecurrentInitializer = InitializerKind.OrthogonalPerGate,
            BiasInitializer = new InitializerChoice(InitializerKind.Constant, 0.25),
        },
        new DenseSpec("dense1", 2, ActivationKind.Linear) { Family = Family.Keras });

    private static readonly ModelSpec[] Padded =
    [
        .. from family in new[] { Family.PyTorch, Family.Keras }
           from both in new[] { false, true }
           select Specs.Sequence(
               $"Padded{family}{(both ? "Both" : "")}",
               2,
               LossKind.External,
               new GruSpec("gru1", 3) { Family = family, Return = ReturnKind.Sequence, Bidirectional = both }) with
           {
               Inputs = new[] { new InputSpec(2, 4) { Lengths = true } },
           },
    ];

    /// <summary>Forward computes all rows of it, Predict only those that count.</summary>
    private static readonly ModelSpec PaddedLstm = Specs.Sequence(
        "PaddedLstm", 6, LossKind.External, new LstmSpec("lstm1", 9) { Peepholes = true, ProjectionSize = 2, ClipCell = 0.25f, Return = ReturnKind.Sequence, Biases = RnnGen.Compiler.Layers.BiasKind.One, Activation = ActivationKind.Softsign, Bidirectional = true }) with
    {
        Inputs = new[] { new InputSpec(6, 9) { Lengths = true } },
    };

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Options", [Learned, Masked, .. Dropping, Drawn, .. Padded, PaddedLstm], Body.Active, Body.Double));

    [Fact]
    public void AStreamStartsFromWhatWasLearned()
    {
        var model = Models.Value.Single("Learned", Body.Active, 1);
        var random = new Random(2);
        foreach (ref var value in model.Parameters.Values) value = (float)random.NextDouble() - 0.5f;
        model.RefreshWeights();
        model.Restart();
        Assert.Equal(
            [.. model.Parameters["lstm1.c0_l0"], .. model.Parameters["lstm1.c0_l1"]],
            model.State("Lstm1C").ToArray());
        var inputs = Inputs.Random(model, batch: 1, steps: 5, seed: 4);
        var expected = Runner.Predict(model, inputs)["y"];
        var y = new float[3];
        for (var t = 0; t < 5; t++)
        {
            model.Step(inputs.Values["x"][(3 * t)..(3 * (t + 1))], y);
            Agreement.InBits(expected.AsSpan(3 * t, 3), Runner.Doubles<float>(y), $"step {t}");
        }
    }

    [Fact]
    public void GradientsOfLearnedStatesAreDerivatives() => Derivatives.Check(Models.Value.Double("Learned", seed: 3), batch: 3, steps: 4);

    [Theory]
    [InlineData("DroppingPerGate")]
    [InlineData("DroppingShared")]
    public void GradientsUnderMasksAreDerivatives(string name) => Derivatives.Check(Models.Value.Double(name, seed: 3), batch: 3, steps: 4);

    /// <summary>The first output is the input's mask, 0 or 2; every later one adds the mask on the state, 0 or 2, times the one before.</summary>
    [Fact]
    public void MasksLastForTheSequence()
    {
        const int Batch = 200, Steps = 5;
        var model = Models.Value.Single("Masked", Body.Active);
        var workspace = model.CreateTrainingWorkspace(Batch, Steps);
        var x = new float[Batch * Steps];
        x.AsSpan().Fill(1);
        model.Forward(new Tensors<float> { ["x"] = x }, Batch, workspace);
        var seen = new HashSet<(float, float)>();
        foreach (var y in model.Output("y", workspace).ToArray().Chunk(Steps))
        {
            var (input, state) = (y[0], y[0] == 0 ? 0 : (y[1] - y[0]) / y[0]);
            Assert.True(input is 0 or 2 && state is 0 or 2, $"{input}, {state}");
            for (var t = 1; t < Steps; t++) Assert.Equal(input + (state * y[t - 1]), y[t]);
            seen.Add((input, state));
        }

        output.WriteLine(string.Join(" ", seen));
        Assert.Equal(3, seen.Count);
    }

    /// <summary>Padding gives zeros, but in one direction of Keras the output before it; of a sequence without a step, the initial state.</summary>
    [Theory]
    [InlineData("PaddedPyTorch", false)]
    [InlineData("PaddedPyTorchBoth", false)]
    [InlineData("PaddedKeras", true)]
    [InlineData("PaddedKerasBoth", false)]
    public void OutputsOfPadding(string name, bool repeats)
    {
        const int Batch = 30, Steps = 6;
        var model = Models.Value.Single(name, Body.Active, 1);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 2);
        var columns = model.Description.OutputFeatures;
        var samples = Runner.Predict(model, inputs)["y"].Chunk(Steps * columns).ToArray();
        for (var i = 0; i < Batch; i++)
        {
            var rows = samples[i].Chunk(columns).ToArray();
            var length = (int)inputs.Values["lengths"][i];
            Assert.All(rows[..length], row => Assert.All(row, value => Assert.NotEqual(0, value)));
            var padding = repeats && length > 0 ? rows[length - 1] : new double[columns];
            Assert.All(rows[length..], row => Assert.Equal(padding, row));
        }

        Assert.Contains(0f, inputs.Values["lengths"]);
        Assert.Contains((float)Steps, inputs.Values["lengths"]);
    }

    [Fact]
    public void OutputsPastTheEndHaveNoSign()
    {
        foreach (var spec in Padded.Append(PaddedLstm))
        {
            var model = Models.Value.Single(spec.Name, Body.Active, 5);
            foreach (var batch in new[] { 1, 2, 8 })
            {
                for (var seed = 0; seed < 8; seed++)
                {
                    var inputs = Inputs.Random(model, batch, steps: 4, seed);
                    Agreement.InBits(Runner.Predict(model, inputs)["y"], Runner.Train(model, inputs)["y"], spec.Name);
                }
            }
        }
    }

    [Fact]
    public void ParametersAreDrawnAsTheFamilySays()
    {
        var model = Models.Value.Single("Drawn", Body.Active, 5);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], model.Parameters["keras.bias_ih_l0"].ToArray());
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], model.Parameters["open.bias_ih_l0"].ToArray());
        Assert.All(model.Parameters["open.bias_hh_l0"].ToArray(), value => Assert.Equal(0, value));
        var each = model.Parameters["each.bias_ih_l0"].ToArray();
        Assert.Equal([1, 1, 1, 1], each[4..8]);
        foreach (var first in new[] { 0, 8, 12 }) Assert.Equal(1, each[first..(first + 4)].Sum(value => (double)value * value), 1e-6); // a column of length 1
        Assert.All(model.Parameters["s1.bias_ih_l0"].ToArray(), value => Assert.Equal(0, value));
        Assert.All(model.Parameters["own.bias_hh_l0"].ToArray(), value => Assert.Equal(0.25f, value));
        Assert.All(model.Parameters["dense1.bias"].ToArray(), value => Assert.Equal(0, value));

        Initializer Of(string name) => model.Description.Parameters.Single(p => p.Name == name).Initializer;
        Assert.Equal(new Initializer.GlorotUniform(3, 16), Of("keras.weight_ih_l0"));
        Assert.Equal(new Initializer.Orthogonal(), Of("keras.weight_hh_l0"));
        Assert.Equal(new Initializer.UniformInverseSqrt(4), Of("open.weight_hh_l0"));
        Assert.Equal(new Initializer.Normal(0, 0.01), Of("s1.weight_hh_l0"));
        Assert.Equal(new Initializer.Normal(0, 0.5), Of("own.weight_ih_l0"));
        Initializer.Orthogonal gate = new();
        Assert.Equal(new Initializer.Blocks(gate, gate, gate), Of("own.weight_hh_l0"));
        Assert.Equal(new Initializer.GlorotUniform(4, 2), Of("dense1.weight"));
    }

    [Theory]
    [InlineData("ProjectionSize = 5")]
    [InlineData("ClipCell = -1")]
    [InlineData("UnitForgetBias = true")]
    [InlineData("BiasInitializer")]
    [InlineData("RecurrentDropoutMask = Shared")]
    [InlineData("InputDropoutMask = PerSequence")]
    [InlineData("ClipGates = NaN")]
    public void WhatCannotBeIsRefused(string what)
    {
        var lstm = new LstmSpec("lstm1", 5);
        LstmSpec wrong = what switch
        {
            "ProjectionSize = 5" => lstm with { ProjectionSize = 5 },
            "ClipCell = -1" => lstm with { ClipCell = -1 },
            "UnitForgetBias = true" => lstm with { UnitForgetBias = true, CoupledGates = true },
            "BiasInitializer" => lstm with { BiasInitializer = InitializerKind.Ones, Biases = RnnGen.Compiler.Layers.BiasKind.None },
            "RecurrentDropoutMask = Shared" => lstm with { RecurrentDropoutMask = RecurrentMaskKind.Shared },
            "InputDropoutMask = PerSequence" => lstm with { InputDropoutMask = DropoutMaskKind.PerSequence },
            _ => lstm with { ClipGates = float.NaN },
        };
        var error = Assert.Single(RnnGen.Compiler.ModelCompiler.Validate(Specs.Sequence("Wrong", 2, LossKind.External, wrong)));
        Assert.Equal(SpecRule.Contradiction, error.Rule);
        Assert.Equal(what, error.Arguments[2]);
    }
}
