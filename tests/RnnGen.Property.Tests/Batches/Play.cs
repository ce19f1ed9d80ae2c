using System.Numerics;
using Conformance.Models;
using RnnGen;

namespace PropertyTests.Batches;

/// <summary>Runs models on batches and hands out all that they give, as doubles by name.</summary>
internal static class Play
{
    /// <summary>The tensors that a model is given over its life.</summary>
    public static IEnumerable<string> Given<T>(TestModel<T> model)
        where T : unmanaged => model.PredictSignature.Inputs.Concat(model.ForwardSignature.Inputs).Concat(model.LossSignature.Inputs).Concat(model.BackwardSignature.Inputs);

    /// <summary>The outputs of Predict.</summary>
    public static Dictionary<string, double[]> Predict<T>(TestModel<T> model, Batch batch, ModelWorkspace? workspace = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tensors = Tensors(model, batch, model.PredictSignature);
        workspace ??= model.CreateWorkspace(batch.Count, batch.MaxSteps);
        if (batch.Count == 1) model.PredictOne(tensors, workspace);
        else model.Predict(tensors, batch.Count, workspace);
        return model.PredictSignature.Outputs.ToDictionary(name => name, name => Runner.Doubles<T>(tensors[name]), StringComparer.Ordinal);
    }

    /// <summary>The outputs of Forward, the loss, and all gradients.</summary>
    public static Dictionary<string, double[]> Train<T>(TestModel<T> model, Batch batch, TrainingWorkspace<T>? workspace = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        workspace ??= model.CreateTrainingWorkspace(batch.Count, batch.MaxSteps);
        model.Forward(Tensors(model, batch, model.ForwardSignature), batch.Count, workspace);
        var results = model.PredictSignature.Outputs.ToDictionary(name => name, name => Runner.Doubles(model.Output(name, workspace)), StringComparer.Ordinal);
        if (model.HasLoss) results["loss"] = [double.CreateTruncating(model.Loss(Tensors(model, batch, model.LossSignature), workspace))];
        var backward = Tensors(model, batch, model.BackwardSignature);
        model.Backward(backward, workspace);
        foreach (var name in model.BackwardSignature.Outputs) results[name] = Runner.Doubles<T>(backward[name]);
        foreach (var tensor in workspace.Gradients.Tensors) results[tensor.Name] = Runner.Doubles<T>(workspace.Gradients[tensor.Name]);
        return results;
    }

    /// <summary>Arrays for a call: its inputs, and outputs full of NaN, which the call has to overwrite.</summary>
    public static Tensors<T> Tensors<T>(TestModel<T> model, Batch batch, params Signature[] signatures)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tensors = new Tensors<T>();
        foreach (var name in signatures.SelectMany(s => s.Inputs)) tensors[name] = Runner.Convert<T>(batch.Values[name]);
        foreach (var name in signatures.SelectMany(s => s.Outputs))
        {
            tensors[name] = new T[batch.Length(model.Table[name])];
            tensors[name].AsSpan().Fill(T.NaN);
        }

        return tensors;
    }
}
