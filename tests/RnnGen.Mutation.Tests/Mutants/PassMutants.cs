namespace Mutation.Mutants;

/// <summary>What could be wrong in the graph and in the passes over it.</summary>
internal static class PassMutants
{
    private const string FoldSums = "Passes/FoldSums.cs", Rematerialize = "Passes/Rematerialize.cs", Sink = "Passes/SinkProducts.cs", Separate = "Passes/SeparateStates.cs";
    private const string Unique = "Passes/ProjectUnique.cs";
    private const string Builder = "Ir/GraphBuilder.cs", Rewriter = "Ir/GraphRewriter.cs", Pipeline = "Passes/PassPipeline.cs";

    public static IEnumerable<Mutant> List =>
    [
        new("fold sums: biases twice", FoldSums, "            biases = [];\n", "", "a bias that the hoisted product has is not added again", "gru fixture"),
        new("fold sums: addend and biases", FoldSums, "if (both && inside.Length > 0) result += addend!;", "", "an addend beside biases is added afterwards", "derivatives of tangled"),
        new("fold sums: several addends", FoldSums, "addends.Aggregate((a, b) => a + b)", "addends.Aggregate((a, b) => a)", "all addends count", "derivatives of tangled"),
        new("fold sums: narrow terms", FoldSums, "sum.Narrow.Add(operand);", "{ }", "scalars, vectors and columns are terms too", "operations by loops"),
        new("fold sums: left out", Pipeline, "        (\"fold sums\", g => new FoldSums(g)),\n", "", "no product can be scheduled by itself", "gru fixture"),
        new("fold sums: no hoisting", FoldSums, "value.Loop is not null && t.Operands[0].Loop != value.Loop", "false", "the input projection is computed step by step: the same sums", "gru fixture") { Equivalent = true },
        new("fold sums: roots", FoldSums, "value.Loop == top.Loop && !_kept.Contains(value) && ", "value.Loop == top.Loop && ", "a sum that a root wants dissolves in another, but is there as well", "gru fixture") { Equivalent = true },
        new("fold sums: looked up", FoldSums, "if (IsLookedUp(operand)) return operand;", "", "without another product the biases are added to the rows: the same sums", "w1_small fixture") { Equivalent = true },
        new("project unique: padding", Unique, "rows.Get<PaddingAttribute>().Id", "-1", "the row of the padding gets no gradient", "w1_small fixture"),
        new("project unique: left out", "Emission/CompiledNetwork.cs", "Plan(new ProjectUnique(network.Graph).Run(), cancellation", "Plan(network.Graph, cancellation", "every token is multiplied by itself: the same sums", "w1_small fixture") { Equivalent = true },
        new("rematerialize: operands", Rematerialize, "[.. value.Operands.Select(Again)], value.Attribute)\n", "[.. value.Operands.Select(Again).Reverse()], value.Attribute)\n", "1 − z is not z − 1", "gru fixture"),
        new("rematerialize: nothing", Rematerialize, "Value[] operands = [.. value.Operands.Select(Again)];", "Value[] operands = [.. value.Operands.Select(Map)];", "what is not computed again is kept", "gru fixture") { Equivalent = true },
        // A product too many behind a loop depends on itself, and the scheduler does not end on circles: this one is wrong without any.
        new("sink products: what is moved", Sink, "Copy(value, _sunk.Contains(value) ? null : value.Loop)", "_sunk.Contains(value) && value.Op == Op.Product ? Map(value.Operands[0]) : Copy(value, value.Loop)", "a product is moved, not lost", "gru fixture"),
        new("sink products: nothing", Sink, "_sunk.Contains(value) ? null : value.Loop", "value.Loop", "products are computed step by step: the same sums", "gru fixture") { Equivalent = true },
        new("separate states: outside", Separate, "next.Loop != copy.Loop || ", "", "a state's next value is computed by its loop", "context by loops"),
        new("separate states: unchanged", Separate, "next.Op == Op.Previous || ", "", "a state may become another one", "derivatives of tangled"),
        new("separate states: shared", Separate, " || !_taken.Add(next)", "", "two states may have one next value", "context by loops"),
        new("dead code: kept", Rewriter, "if (needed.Contains(value)) ", "", "what no root needs may read what the pass has not kept", "gru fixture"),
        new("dead code: left out", Pipeline, "        (\"copy states\", g => new CopyStates(g)),\n        (\"dead code\", g => new DeadCode(g)),\n", "        (\"copy states\", g => new CopyStates(g)),\n", "programs reach from their roots", "gru fixture") { Equivalent = true },
        new("rewriter: initial states", Rewriter, "old.Initial is null ? null : Map(old.Initial)", "null", "copies of states start where the states do", "gru fixture"),
        new("rewriter: direction", Rewriter, "Target.AddLoop(loop.Name, loop.Axis, loop.Reverse)", "Target.AddLoop(loop.Name, loop.Axis, false)", "copies of loops run as the loops do", "gru fixture"),
        new("builder: zero", Builder, "op == Op.Add && IsConstant(a, 0)) return b;", "op == Op.Add && IsConstant(a, 1)) return b;", "0 + x is x, 1 + x is not", "operations by loops"),
        new("builder: columns of parts", Builder, "            first += part.Shape.Columns.Size;\n", "", "every part of a concatenation has columns of its own", "wide layers by loops"),
        new("builder: equal operations", Builder, "{scope} {number} {string.Join", "{scope} {string.Join", "operations that differ in an attribute are not equal", "gru fixture"),
        new("builder: sum over steps", Builder, "Within(loop, () => Previous(sum) + x)", "Within(loop, () => 0 * Previous(sum) + x)", "a sum over steps keeps the earlier ones", "derivatives of context"),
        new("builder: mean", Builder, "InverseCount(x.Shape) * Sum(x)", "Sum(x)", "a mean is divided by the number of elements", "losses fixture, numbers"),
    ];
}
