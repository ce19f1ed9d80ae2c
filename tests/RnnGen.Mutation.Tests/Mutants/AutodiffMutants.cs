namespace Mutation.Mutants;

/// <summary>What could be wrong around the adjoint rules: seeds, states, sums of contributions, narrow gradients.</summary>
internal static class AutodiffMutants
{
    private const string Differentiator = "Autodiff/Differentiator.cs", Adjoints = "Autodiff/Adjoints.cs";

    public static IEnumerable<Mutant> List =>
    [
        new("autodiff: seed", Differentiator, "Add(loss.Value, graph.Constant(1))", "Add(loss.Value, graph.Constant(2))", "the gradient of the loss by itself is 1", "losses fixture, numbers"),
        new("autodiff: inputs", Differentiator, "inputs: loss is null)", "inputs: false)", "without a loss the inputs have gradients", "gru fixture"),
        new("autodiff: direction", Differentiator, "loop.Axis, !loop.Reverse)", "loop.Axis, loop.Reverse)", "the adjoint of a loop runs the other way", "gru fixture"),
        new("autodiff: later steps", Differentiator, "_graph.Previous(gradient).Named(GradientName(next.Name) + \"_next\")", "0 * _graph.Previous(gradient)", "a step's states get the gradients of later steps", "gru fixture"),
        new("autodiff: next outside", Differentiator, "(next.Loop == loop ? inner : outer).Add(next,", "inner.Add(next,", "a next value may be computed outside of the loop", "derivatives of context"),
        new("autodiff: final states", Differentiator, "var initial = gradient is null ? null : Full(gradient, Shape.Plane(state.Columns, null));", "Value? initial = null;", "final states bring gradients in", "gru fixture"),
        new("autodiff: sequences", Differentiator, "if (_adjoints[value] is { } gradient) inner.Add(value, gradient);", "_ = value;", "sequences bring gradients in", "gru fixture"),
        new("autodiff: unread state", Differentiator, "next is null ? 0 * _graph.Previous(gradient)", "next is null ? _graph.Previous(gradient)", "what nobody reads has no gradient at earlier steps", "derivatives of context"),
        new("autodiff: initial states", Differentiator, "_graph.Within(null, () => _adjoints.Add(initial, _graph.Final(gradient)));", "_ = initial;", "an initial state gets the gradient before the first step", "derivatives of context"),
        new("autodiff: sum of initial states", Differentiator, "_graph.Within(null, () => _adjoints.Add(initial, _graph.Final(gradient)));", "_adjoints.Add(initial, _graph.Final(gradient));", "what several loops bring to their start adds up outside of them", "derivatives of translating"),
        new("autodiff: same at every step", Differentiator, "_graph.Previous(sum) + contribution", "0 * _graph.Previous(sum) + contribution", "what every step reads gets the sum over them", "derivatives of context"),
        new("autodiff: same for all columns", Differentiator, "contribution = _graph.SumColumns(contribution);", "contribution = _graph.MaxColumns(contribution);", "a column gets the sum over what it stood for", "derivatives of operations"),
        new("autodiff: same for all rows", Differentiator, "to.Form == Form.Vector) return _graph.SumRows(contribution);", "to.Form == Form.Vector) return _graph.SumRows(2 * contribution);", "a vector gets the sum over the rows, once", "derivatives of operations"),
        new("autodiff: same for all steps", Differentiator, "_graph.SumSteps(contribution) : contribution", "contribution : contribution", "a row that all steps read gets their sum", "derivatives of context"),
        new("autodiff: narrow gradients", Differentiator, "return stays ? gradient : Full(gradient, value.Shape);", "return gradient;", "a product needs every element of a gradient", "derivatives of operations"),
        new("autodiff: earlier contributions", Adjoints, "? sum + contribution : contribution", "? contribution : contribution", "contributions add up", "gru fixture"),
        new("autodiff: later contributions", Adjoints, "? sum + contribution : contribution", "? sum : contribution", "contributions add up", "gru fixture"),
        new("autodiff: order", Differentiator, "foreach (var value in Enumerable.Reverse(_forward))", "foreach (var value in _forward)", "a gradient is complete before it is handed on", "dense fixture"),
        new("autodiff: order in a loop", Differentiator, "foreach (var value in Enumerable.Reverse(body).Where", "foreach (var value in body.Where", "a gradient is complete before it is handed on", "gru fixture"),
        new("autodiff: no derivative", "Ir/Op.cs", "Op.Step or Op.MaxColumns or", "Op.Step or", "the largest column counts as a constant", "losses fixture, classes"),
        new("autodiff: gradient names", Differentiator, "name.Substring(0, dot) + \"d\" + name.Substring(dot)", "name.Substring(0, dot) + \"grad\" + name.Substring(dot)", "only the letters in the generated code change", "gru fixture") { Equivalent = true },
    ];
}
