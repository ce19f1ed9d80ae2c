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
        if (StreamAxis(spec) is not { } axis)
        {
            Assert.Empty(model.StepSignature.Outputs);
            return;
        }

        var batch = subject.Draw.Of(1, subject.Batch.MaxSteps, Play.Given(model), full: true);
        var expected = Play.Predict(model, batch);
        model.Restart(Play.Tensors(model, batch, model.StartSignature));
        foreach (var state in model.States.Where(s => batch.Values.ContainsKey(Camel(s) + "0")))
            Runner.Convert<T>(batch.Values[Camel(state) + "0"]).CopyTo(model.State(state));
        for (var step = 0; step < batch.Steps[axis]; step++) CheckStep(model, batch, axis, step, expected);
        foreach (var state in model.States.Where(s => expected.ContainsKey(Camel(s) + "n")))
            Agreement.InBits(expected[Camel(state) + "n"], Runner.Doubles<T>(model.State(state)), $"{subject}, state {state}");
    }

    private static void CheckStep<T>(TestModel<T> model, Batch batch, string axis, int step, Dictionary<string, double[]> expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = new Rows([0], batch.Steps.ToDictionary(s => s.Key, s => s.Key == axis ? new[] { new[] { step } } : [Enumerable.Range(0, s.Value).ToArray()], StringComparer.Ordinal));
        var tensors = Play.Tensors(model, rows.Of(batch, model.Table, _ => 0), model.StepSignature);
        model.Step(tensors);
        foreach (var name in model.StepSignature.Outputs)
        {
            // An output without steps is there after the last one.
            var shape = model.Table[name];
            if (shape.Axis is not null || step == batch.Steps[axis] - 1)
                Agreement.InBits(rows.Of(shape, expected[name], 1, () => 0), Runner.Doubles<T>(tensors[name]), $"step {step} of {batch.Steps[axis]}, {name}");
        }
    }

    /// <summary>The axis along which a model streams, that of its first output or else the main one; null if some layer along it needs the end.</summary>
    private static string? StreamAxis(ModelSpec spec)
    {
        var lowered = Lowering.Run(spec, LoweringMode.Inference);
        if (spec.Inputs.All(i => i.Steps == 0)) return null;
        var axis = lowered.Outputs[0].Value.Shape.Axis ?? Axis.Main;
        var reversed = spec.Layers.OfType<RecurrentSpec>().Where(l => l.Bidirectional).Any(l => lowered.Find(l.From[0])!.Value.Shape.Axis == axis);
        return reversed ? null : axis.Name;
    }

    private static string Camel(string state) => Identifier.Camel(state);
}
