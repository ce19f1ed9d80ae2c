using System.Numerics;
using Conformance.Models;
using PropertyTests.Batches;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Properties;

/// <summary>Step by step a model gives the bits that it gives at once; one that reads from the end has no Step.</summary>
public class StreamTests : Property
{
    private protected override void Check<T>(Subject<T> subject)
    {
        var (spec, model) = (subject.Spec, subject.Model);
        if (StreamAxis(spec) is not { } stream) return;
        var streams = model.StepSignature.Outputs.Count > 0;
        if (ReadsFromTheEnd(spec, stream)) Assert.False(streams, "It has a Step.");
        else if (stream.FixedSteps == 0 && spec.Layers.All(LooksBack)) Assert.True(streams, "It has no Step.");
        if (!streams) return;

        var batch = subject.Draw.Of(1, subject.Batch.MaxSteps, Play.Given(model), full: true);
        var expected = Play.Predict(model, batch);
        model.Restart(Play.Tensors(model, batch, model.StartSignature));
        foreach (var state in model.States.Where(s => batch.Values.ContainsKey(Camel(s) + "0")))
            Runner.Convert<T>(batch.Values[Camel(state) + "0"]).CopyTo(model.State(state));
        var steps = batch.Steps.TryGetValue(stream.Name, out var given) ? given : stream.FixedSteps;
        for (var step = 0; step < steps; step++) CheckStep(model, batch, stream.Name, step, steps, expected);
        foreach (var state in model.States.Where(s => expected.ContainsKey(Camel(s) + "n")))
            Agreement.InBits(expected[Camel(state) + "n"], Runner.Doubles<T>(model.State(state)), $"{subject}, state {state}");
    }

    private static void CheckStep<T>(TestModel<T> model, Batch batch, string axis, int step, int steps, Dictionary<string, double[]> expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = new Rows([0], new Dictionary<string, int[][]>(batch.Identity().Steps, StringComparer.Ordinal) { [axis] = [[step]] });
        var tensors = Play.Tensors(model, rows.Of(batch, model.Table, _ => 0), model.StepSignature);
        model.Step(tensors);
        foreach (var name in model.StepSignature.Outputs)
        {
            // An output without steps is there after the last one.
            var shape = model.Table[name];
            if (shape.Axis is not null || step == steps - 1)
                Agreement.InBits(rows.Of(shape, expected[name], 1, () => 0), Runner.Doubles<T>(tensors[name]), $"step {step} of {steps}, {name}");
        }
    }

    /// <summary>The axis along which a model streams, that of its first output or else the main one.</summary>
    private static Axis? StreamAxis(ModelSpec spec) => spec.Inputs.All(i => i.Steps == 0)
        ? null
        : Lowering.Run(spec, LoweringMode.Inference).Outputs[0].Value.Shape.Axis ?? Lowering.AxisOf(spec.Inputs.First(i => i.Steps > 0), spec);

    private static bool ReadsFromTheEnd(ModelSpec spec, Axis axis)
    {
        var lowered = Lowering.Run(spec, LoweringMode.Inference);
        return spec.Layers.OfType<RecurrentSpec>().Where(l => l.Bidirectional)
            .Any(l => lowered.Find(l.From.Count > 0 ? l.From[0] : spec.Input.Name)!.Value.Shape.Axis == axis);
    }

    /// <summary>Whether a layer needs nothing but its step and earlier ones, on the steps of its input.</summary>
    private static bool LooksBack(LayerSpec layer) => layer switch
    {
        RecurrentSpec recurrent => !recurrent.Bidirectional,
        Conv1DSpec convolution => convolution.Padding != ConvolutionPadding.Same,
        RepeatVectorSpec or Conv2DSpec or Pooling1DSpec or Pooling2DSpec or PositionalEncodingSpec or PositionalEmbeddingSpec or AttentionSpec or MultiHeadAttentionSpec => false,
        _ => true,
    };

    private static string Camel(string state) => Identifier.Camel(state);
}
