using System.Numerics;
using RnnGen;

namespace Conformance.Models;

/// <summary>Runs models on inputs and hands out everything they give, as doubles by name: every float is one.</summary>
internal static class Runner
{
    /// <summary>
    /// With how many threads every call in double precision is repeated, which must not change a bit of what it gives; 1 to do without.
    /// How work is shared does not depend on the precision, and every model runs in this one.
    /// </summary>
    public static int OtherThreads { get; set; } = 1;

    /// <summary>The outputs of Predict: <c>y</c> and final states.</summary>
    public static Dictionary<string, double[]> Predict<T>(TestModel<T> model, Inputs inputs, ModelWorkspace? workspace = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (workspace is null && OtherThreads > 1 && typeof(T) == typeof(double))
        {
            var shared = model.CreateWorkspace(inputs.Batch, inputs.Steps);
            var alone = Predict(model, inputs, model.CreateWorkspace(inputs.Batch, inputs.Steps));
            shared.Threads = OtherThreads;
            Agreement.InBits(alone, Predict(model, inputs, shared), $"{OtherThreads} threads");
            return alone;
        }

        var tensors = Tensors(model, model.PredictSignature, inputs);
        var pair = inputs.Batch == 1 && workspace is null ? Predict(model, inputs.Twice(model)) : null;
        workspace ??= model.CreateWorkspace(inputs.Batch, inputs.Steps);
        if (inputs.Batch == 1) model.PredictOne(tensors, workspace);
        else model.Predict(tensors, inputs.Batch, workspace);
        var results = model.PredictSignature.Outputs.ToDictionary(name => name, name => Doubles<T>(tensors[name]), StringComparer.Ordinal);

        // One sample may be predicted by other means than a batch.
        if (pair is not null) Agreement.InBits(pair.ToDictionary(p => p.Key, p => Lengths.Sample(model, p.Key, p.Value, 2, 0)), results, "one sample");

        // What is judged is what is predicted.
        if (model.HasLoss && model.EvaluateSignature.Inputs.All(inputs.Values.ContainsKey))
            Agreement.InBits(results, Evaluate(model, inputs, workspace).Outputs, "Evaluate");
        return results;
    }

    /// <summary>The loss without dropout, and the outputs that it judges.</summary>
    public static (double Loss, Dictionary<string, double[]> Outputs) Evaluate<T>(TestModel<T> model, Inputs inputs, ModelWorkspace? workspace = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tensors = Tensors(model, model.EvaluateSignature, inputs);
        var loss = model.Evaluate(tensors, inputs.Batch, workspace ?? model.CreateWorkspace(inputs.Batch, inputs.Steps));
        return (double.CreateTruncating(loss), model.EvaluateSignature.Outputs.ToDictionary(name => name, name => Doubles<T>(tensors[name]), StringComparer.Ordinal));
    }

    /// <summary>
    /// The outputs of Forward, the <c>loss</c> where the model has one, the gradients of trained parameters by their own names and those of inputs
    /// as <c>dX</c>.
    /// </summary>
    public static Dictionary<string, double[]> Train<T>(TestModel<T> model, Inputs inputs, TrainingWorkspace<T>? workspace = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (workspace is null && OtherThreads > 1 && typeof(T) == typeof(double))
        {
            var shared = model.CreateTrainingWorkspace(inputs.Batch, inputs.Steps);
            var alone = Train(model, inputs, model.CreateTrainingWorkspace(inputs.Batch, inputs.Steps));
            shared.Threads = OtherThreads;
            Agreement.InBits(alone, Train(model, inputs, shared), $"{OtherThreads} threads");
            return alone;
        }

        workspace ??= model.CreateTrainingWorkspace(inputs.Batch, inputs.Steps);
        model.Forward(Tensors(model, model.ForwardSignature, inputs), inputs.Batch, workspace);
        var results = model.PredictSignature.Outputs
            .ToDictionary(name => name, name => Doubles(model.Output(name, workspace)), StringComparer.Ordinal);
        var backward = Tensors(model, model.BackwardSignature, inputs);
        if (model.HasLoss) results["loss"] = [double.CreateTruncating(model.Loss(Tensors(model, model.LossSignature, inputs), workspace))];
        model.Backward(backward, workspace);
        foreach (var name in model.BackwardSignature.Outputs) results[name] = Doubles<T>(backward[name]);
        foreach (var tensor in workspace.Gradients.Tensors) results[tensor.Name] = Doubles<T>(workspace.Gradients[tensor.Name]);
        return results;
    }

    /// <summary>The parameters of a single-precision model, and so those of a double-precision one that computes the same.</summary>
    public static void CopyWeights<T>(TestModel<float> from, TestModel<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Convert<T>(from.Parameters.Values).CopyTo(to.Parameters.Values);
        to.RefreshWeights();
    }

    public static T[] Convert<T>(ReadOnlySpan<float> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[values.Length];
        for (var i = 0; i < values.Length; i++) result[i] = T.CreateTruncating(values[i]);
        return result;
    }

    public static double[] Doubles<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new double[values.Length];
        for (var i = 0; i < values.Length; i++) result[i] = double.CreateTruncating(values[i]);
        return result;
    }

    /// <summary>Arrays for a call: its inputs, and outputs full of NaN, which the call has to overwrite.</summary>
    private static Tensors<T> Tensors<T>(TestModel<T> model, Signature signature, Inputs inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tensors = new Tensors<T>();
        foreach (var name in signature.Inputs) tensors[name] = Convert<T>(inputs.Values[name]);
        foreach (var name in signature.Outputs)
        {
            tensors[name] = new T[Lengths.Of(model, name, inputs.Batch, inputs.Steps)];
            tensors[name].AsSpan().Fill(T.NaN);
        }

        return tensors;
    }
}
