using RnnGen;

namespace Conformance.Models;

/// <summary>Compares every gradient of a double-precision model with central differences.</summary>
internal static class Derivatives
{
    /// <summary>
    /// h = 10⁻⁵: central differences are off by h²/6 of the third derivative, which is of the order of 10 for such small models, and by
    /// the roundings of two losses over 2h: some 30·2⁻⁵³·|loss| / 10⁻⁵. The tolerance has room for ten times either.
    /// </summary>
    private const double Step = 1e-5, Tolerance = 1e-8;

    /// <summary>Checks all parameters, and all inputs and initial states where they have gradients.</summary>
    public static void Check(TestModel<double> model, int batch, int steps) => Check(model, Inputs.Random(model, batch, steps, seed: 5));

    /// <summary>The same for inputs that are not random.</summary>
    public static void Check(TestModel<double> model, Inputs inputs)
    {
        var batch = inputs.Batch;
        var workspace = model.CreateTrainingWorkspace(batch, inputs.Steps);
        workspace.Seed = 3;
        var gradients = Runner.Train(model, inputs, workspace);
        var values = inputs.Values.ToDictionary(v => v.Key, v => Runner.Convert<double>(v.Value), StringComparer.Ordinal);

        // Weights are refreshed by the loss.
        foreach (var tensor in model.Parameters.Tensors) Check(model.Parameters[tensor.Name], tensor.Name);
        foreach (var name in model.BackwardSignature.Outputs)
        {
            var primal = char.ToLowerInvariant(name[1]) + name[2..];
            Check(values[primal], name);
        }

        void Check(Span<double> leaf, string name) =>
            CheckTensor(leaf, gradients[name], () => Loss(model, values, workspace, batch), $"{model.Description.Name}, {name}");
    }

    private static void CheckTensor(Span<double> values, double[] gradients, Func<double> loss, string what)
    {
        var differences = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = value + Step;
            var above = loss();
            values[i] = value - Step;
            var below = loss();
            values[i] = value;
            differences[i] = (above - below) / (2 * Step);
        }

        Agreement.Within(Tolerance, differences, gradients, what);
    }

    /// <summary>The model's loss, or the linear functional whose gradient the inputs hold: Σ output·upstream.</summary>
    private static double Loss(
        TestModel<double> model, Dictionary<string, double[]> values, TrainingWorkspace<double> workspace, int batch)
    {
        var tensors = new Tensors<double>();
        foreach (var name in model.ForwardSignature.Inputs.Concat(model.LossSignature.Inputs)) tensors[name] = values[name];
        workspace.Step = 0;
        model.RefreshWeights();
        model.Forward(tensors, batch, workspace);
        if (model.HasLoss) return model.Loss(tensors, workspace);

        var sum = 0.0;
        foreach (var name in model.BackwardSignature.Inputs)
        {
            var output = model.Output(char.ToLowerInvariant(name[1]) + name[2..], workspace);
            var upstream = values[name];
            for (var i = 0; i < upstream.Length; i++) sum += output[i] * upstream[i];
        }

        return sum;
    }
}
