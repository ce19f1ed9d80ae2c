using RnnGen;

namespace Conformance.Models;

/// <summary>Compares every gradient of a double-precision model with central differences.</summary>
internal static class Derivatives
{
    /// <summary>
    /// Differences over h and h/2, combined so that the term with the third derivative cancels (Richardson): what is left of the series
    /// is of the order of h⁴, far below the tolerance.
    /// </summary>
    private const double Step = 1e-5, Tolerance = 1e-8;

    /// <summary>
    /// What a rounding of the loss does to a difference: some 100 roundings (forward through the layers) of 2⁻⁵³ of the sum of its terms' sizes,
    /// in four losses with weights of 8/3 and 1/3 over 2h.
    /// </summary>
    private const double Noise = 100 * 3 / (9007199254740992.0 * Step);

    /// <summary>Checks all trained parameters, and all inputs and initial states where they have gradients.</summary>
    public static void Check(TestModel<double> model, int batch, int steps) => Check(model, Inputs.Random(model, batch, steps, seed: 5));

    /// <summary>The same for inputs that are not random.</summary>
    public static void Check(TestModel<double> model, Inputs inputs)
    {
        var batch = inputs.Batch;
        var workspace = model.CreateTrainingWorkspace(batch, inputs.Steps);
        workspace.Seed = 3;
        var gradients = Runner.Train(model, inputs, workspace);
        var values = inputs.Values.ToDictionary(v => v.Key, v => Runner.Convert<double>(v.Value), StringComparer.Ordinal);
        var bound = Tolerance + (Noise * Loss(model, values, workspace, batch, Math.Abs));

        // Weights are refreshed by the loss.
        foreach (var tensor in workspace.Gradients.Tensors) Check(model.Parameters[tensor.Name], tensor.Name);
        foreach (var name in model.BackwardSignature.Outputs)
        {
            var primal = char.ToLowerInvariant(name[1]) + name[2..];
            Check(values[primal], name);
        }

        void Check(Span<double> leaf, string name) =>
            CheckTensor(leaf, gradients[name], () => Loss(model, values, workspace, batch, term => term), bound, $"{model.Description.Name}, {name}");
    }

    private static void CheckTensor(Span<double> values, double[] gradients, Func<double> loss, double bound, string what)
    {
        var differences = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            differences[i] = ((4 * Difference(ref values[i], Step / 2, loss)) - Difference(ref values[i], Step, loss)) / 3;
        }

        Agreement.Within(bound, differences, gradients, what);
    }

    private static double Difference(ref double value, double step, Func<double> loss)
    {
        var center = value;
        value = center + step;
        var above = loss();
        value = center - step;
        var below = loss();
        value = center;
        return (above - below) / (2 * step);
    }

    /// <summary>The model's loss, or the linear functional whose gradient the inputs hold: Σ output·upstream, of each term what is asked for.</summary>
    private static double Loss(
        TestModel<double> model, Dictionary<string, double[]> values, TrainingWorkspace<double> workspace, int batch, Func<double, double> of)
    {
        var tensors = new Tensors<double>();
        foreach (var name in model.ForwardSignature.Inputs.Concat(model.LossSignature.Inputs)) tensors[name] = values[name];
        workspace.Step = 0;
        model.RefreshWeights();
        model.Forward(tensors, batch, workspace);
        if (model.HasLoss) return of(model.Loss(tensors, workspace));

        var sum = 0.0;
        foreach (var name in model.BackwardSignature.Inputs)
        {
            var output = model.Output(char.ToLowerInvariant(name[1]) + name[2..], workspace);
            var upstream = values[name];
            for (var i = 0; i < upstream.Length; i++) sum += of(output[i] * upstream[i]);
        }

        return sum;
    }
}
