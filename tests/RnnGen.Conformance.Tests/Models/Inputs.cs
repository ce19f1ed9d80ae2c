namespace Conformance.Models;

/// <summary>What goes into a model for one batch, in single precision whatever the model's: both precisions see the same numbers.</summary>
/// <param name="Batch">Number of samples.</param>
/// <param name="Steps">Number of time steps; 1 for plain vectors.</param>
/// <param name="Values">Values by tensor: inputs, upstream gradients as <c>dY</c>, and <c>target</c> for a model with a loss.</param>
public sealed record Inputs(int Batch, int Steps, IReadOnlyDictionary<string, float[]> Values)
{
    /// <summary>
    /// Numbers from [−1, 1) for everything the model wants. Upstream gradients are divided by √(batch·steps), so that sums of them
    /// over a batch do not grow with it.
    /// </summary>
    public static Inputs Random<T>(TestModel<T> model, int batch, int steps, int seed)
        where T : unmanaged
    {
        var random = new Random(seed);
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var name in model.PredictSignature.Inputs.Concat(model.BackwardSignature.Inputs).Concat(model.LossSignature.Inputs))
        {
            var scale = model.BackwardSignature.Inputs.Contains(name) ? 1 / Math.Sqrt((double)batch * steps) : 1;
            var (length, choices) = (Lengths.Of(model, name, batch, steps), model.Table[name].Choices);
            values[name] = choices == 0 ? Draw(random, length, scale) : DrawWhole(random, length, choices > 0 ? choices : steps + 1);
        }

        if (!values.ContainsKey("target") && !model.HasLoss) values["target"] = Draw(random, Lengths.Of(model, "target", batch, steps), 1);
        return new Inputs(batch, steps, values);
    }

    /// <summary>One sample of the batch.</summary>
    public Inputs Sample<T>(TestModel<T> model, int sample)
        where T : unmanaged =>
        new(1, Steps, Values.ToDictionary(v => v.Key, v => Lengths.Sample(model, v.Key, v.Value, Batch, sample), StringComparer.Ordinal));

    /// <summary>The one sample twice, as far as a prediction takes it.</summary>
    public Inputs Twice<T>(TestModel<T> model)
        where T : unmanaged =>
        new(2, Steps, model.PredictSignature.Inputs.ToDictionary(name => name, name => Lengths.Twice(model, name, Values[name]), StringComparer.Ordinal));

    /// <summary>Whole numbers from 0 on: tokens, classes, lengths.</summary>
    private static float[] DrawWhole(Random random, int length, int choices)
    {
        var values = new float[length];
        foreach (ref var value in values.AsSpan()) value = random.Next(choices);
        return values;
    }

    private static float[] Draw(Random random, int length, double scale)
    {
        var values = new float[length];
        foreach (ref var value in values.AsSpan()) value = (float)(scale * ((2 * random.NextDouble()) - 1));
        return values;
    }
}
