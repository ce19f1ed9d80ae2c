namespace Conformance.Models;

/// <summary>
/// How large the terms are that a value is the sum of. What rounding does to a value is relative to them: where they cancel, the value is smaller
/// than its terms, and its error is not.
/// <para>
/// To first order every value v is Σ tⱼ with a term tⱼ = θⱼ·∂v/∂θⱼ for every number θⱼ that goes in, a weight or an input: a term is how far
/// v moves where θⱼ moves by its own size. If each θⱼ moves by ±ε, with signs at random, v moves by ε·√(Σ tⱼ²) in the root mean square:
/// independent roundings of the terms do just that. Hence a few such moves, in double precision, measure √(Σ tⱼ²) without knowing how v
/// is computed; <see cref="Draws"/> of them to 1/√(2·<see cref="Draws"/>), a seventh.
/// </para>
/// </summary>
internal static class TermSizes
{
    private const int Draws = 24;

    /// <summary>Small enough for the first order, and large beside the last digit of inputs, which are in single precision.</summary>
    private const double Move = 1.0 / (1 << 20);

    /// <summary>√(Σ tⱼ²) for all that training gives.</summary>
    public static Dictionary<string, double[]> Of(TestModel<double> model, Inputs inputs)
    {
        var parameters = model.Parameters.Values.ToArray();
        var workspace = model.CreateTrainingWorkspace(inputs.Batch, inputs.Steps);
        var center = Run(inputs);
        var squares = center.ToDictionary(value => value.Key, value => new double[value.Value.Length], StringComparer.Ordinal);
        for (var draw = 0; draw < Draws; draw++)
        {
            var random = new Random(draw);
            double Factor() => 1 + (random.Next(2) == 0 ? Move : -Move);
            foreach (ref var parameter in model.Parameters.Values) parameter *= Factor();
            var moved = Run(inputs with
            {
                Values = inputs.Values.ToDictionary(
                    value => value.Key,
                    value => model.Table[value.Key].Choices == 0 ? Array.ConvertAll(value.Value, x => (float)(x * Factor())) : value.Value,
                    StringComparer.Ordinal),
            });
            parameters.CopyTo(model.Parameters.Values);
            foreach (var (name, values) in moved)
            {
                for (var i = 0; i < values.Length; i++) squares[name][i] += Math.Pow((values[i] - center[name][i]) / Move, 2);
            }
        }

        model.RefreshWeights();
        return squares.ToDictionary(value => value.Key, value => Array.ConvertAll(value.Value, square => Math.Sqrt(square / Draws)), StringComparer.Ordinal);

        Dictionary<string, double[]> Run(Inputs given)
        {
            model.RefreshWeights();
            workspace.Step = 0;
            return Runner.Train(model, given, workspace);
        }
    }
}
