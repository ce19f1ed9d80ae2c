using Conformance.Models;

namespace Mutation.Judge;

/// <summary>Gradients are the derivatives of the models' own outputs; masks of dropout stay the same for a seed and a step.</summary>
internal static class DerivativeChecks
{
    public static IEnumerable<Check> All =>
        new (string Model, int Batch, int Steps)[]
        {
            ("joins", 2, 2), ("merges", 2, 3), ("last", 2, 3), ("masked", 3, 4), ("labelled", 3, 4), ("halving", 2, 3), ("wide", 2, 1),
            ("operations", 2, 3), ("attention", 2, 4), ("folding", 2, 3), ("repetitions", 2, 4), ("tangled", 2, 3), ("context", 2, 3), ("forecast", 2, 3), ("translating", 2, 3), ("normed", 3, 4), ("image", 2, 1), ("pooled", 3, 4),
        }.Select(c => new Check("derivatives of " + c.Model, [c.Model], models => Derivatives.Check(models.Create(c.Model, seed: 2), c.Batch, c.Steps)));
}
