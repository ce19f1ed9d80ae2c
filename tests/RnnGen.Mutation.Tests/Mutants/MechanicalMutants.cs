using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mutation.Compiling;

namespace Mutation.Mutants;

/// <summary>
/// Mutants of every contribution of every adjoint rule, made from the syntax tree: the sign is turned, a factor is dropped, operands
/// change places, an operand is taken for another, and, at night, the contribution is left out. An id says the operation, which of
/// its contributions, and what was done to it.
/// </summary>
internal static class MechanicalMutants
{
    private const string File = "Autodiff/AdjointRules.cs";

    /// <summary>Which check is the likeliest to find a wrong rule; derivatives of the layer of all operations for those that are not named.</summary>
    private static readonly Dictionary<string, string> Finders = new(StringComparer.Ordinal)
    {
        ["Add"] = "gru fixture",
        ["Subtract"] = "losses fixture, classes",
        ["Multiply"] = "gru fixture",
        ["Sigmoid"] = "gru fixture",
        ["Tanh"] = "gru fixture",
        ["MatMul"] = "gru fixture",
        ["Relu"] = "rnn_relu fixture",
        ["SumColumns"] = "losses fixture, numbers",
        ["Gather"] = "losses fixture, numbers",
        ["FromUnique"] = "w1_small fixture",
        ["Concat"] = "dense fixture",
        ["Copy"] = "nothing backwards",
        ["SequenceDot"] = "derivatives of attention",
        ["SequenceMix"] = "derivatives of attention",
        ["Interleave"] = "derivatives of repetitions",
        ["Tile"] = "derivatives of repetitions",
        ["SumTiles"] = "derivatives of repetitions",
        ["Stretch"] = "derivatives of repetitions",
        ["SumRuns"] = "derivatives of repetitions",
        ["Shift"] = "derivatives of repetitions",
        ["Windows"] = "derivatives of image",
        ["GatherSteps"] = "derivatives of pooled",
        ["StepsToColumns"] = "derivatives of folding",
        ["ColumnsToSteps"] = "derivatives of folding",
    };

    /// <summary>The operations that have a rule; of several that share one, the first.</summary>
    public static IReadOnlyList<string> Operations { get; } = [.. Sections().Select(s => Names(s.Labels).First())];

    public static IEnumerable<Mutant> List(bool nightly)
    {
        foreach (var section in Sections())
        {
            var operation = Names(section.Labels).First();
            var statements = section.DescendantNodes().OfType<YieldStatementSyntax>().ToArray();
            for (var i = 0; i < statements.Length; i++)
            {
                var contribution = ((TupleExpressionSyntax)statements[i].Expression!).Arguments[1].Expression;
                var places = statements.Select(s => ((TupleExpressionSyntax)s.Expression!).Arguments[0].ToString()).ToArray();
                var prefix = $"adjoint {operation} {i + 1}";
                var number = 0;
                foreach (var (from, to, what) in Changes(contribution, places))
                    yield return Make($"{prefix}.{++number} {what}", from, to, "a wrong gradient", operation);
                if (nightly) yield return Make($"{prefix}.{++number} left out", statements[i], ";", "a gradient that is missing", operation);
            }

            foreach (var declared in section.Statements.OfType<LocalDeclarationStatementSyntax>())
            {
                foreach (var (from, to, what) in declared.DescendantNodes().OfType<InvocationExpressionSyntax>().SelectMany(Swaps))
                    yield return Make($"adjoint {operation} comparison {what}", from, to, "a wrong gradient", operation);
            }
        }
    }

    private static IEnumerable<SwitchSectionSyntax> Sections() =>
        CompilerSources.Tree(File).DescendantNodes().OfType<SwitchSectionSyntax>().Where(s => s.Labels.All(l => l is not DefaultSwitchLabelSyntax));

    private static IEnumerable<string> Names(SyntaxList<SwitchLabelSyntax> labels) =>
        labels.SelectMany(l => l.DescendantNodes().OfType<MemberAccessExpressionSyntax>()).Select(m => m.Name.ToString());

    private static Mutant Make(string id, SyntaxNode from, string to, string why, string operation) =>
        new(id, File, from.ToString(), to, why, Finders.GetValueOrDefault(operation, "derivatives of operations")) { Position = from.SpanStart };

    private static IEnumerable<(SyntaxNode From, string To, string What)> Changes(ExpressionSyntax contribution, string[] places)
    {
        yield return (contribution, $"-({contribution})", "sign");
        foreach (var node in contribution.DescendantNodesAndSelf())
        {
            if (node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product)
            {
                if (product.Right is not LiteralExpressionSyntax) yield return (product, product.Right.ToString(), "without " + product.Left);
                if (product.Left is not LiteralExpressionSyntax) yield return (product, product.Left.ToString(), "without " + product.Right);
            }
            else if (node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference)
            {
                yield return (difference, difference.Right.ToString(), "without " + difference.Left);
            }
            else if (node is InvocationExpressionSyntax call)
            {
                foreach (var swap in Swaps(call)) yield return swap;
            }
            else if (node is ElementAccessExpressionSyntax && Array.IndexOf(places, node.ToString()) >= 0)
            {
                foreach (var other in places.Where(p => p != node.ToString()).Distinct()) yield return (node, other, $"{other} for {node}");
            }
        }
    }

    /// <summary>The first two operands of a call in each other's place; a call of one operand, or of an operation on one, has none.</summary>
    private static IEnumerable<(SyntaxNode From, string To, string What)> Swaps(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        var first = arguments.Count > 0 && arguments[0].ToString().StartsWith("Op.", StringComparison.Ordinal) ? 1 : 0;
        string[] binary = ["Quotient", "Binary", "MatMulTransposed", "OuterProduct", "SequenceMix", "SequenceDot", "SequenceOuter"];
        if (!binary.Any(name => call.Expression.ToString().EndsWith(name, StringComparison.Ordinal))) yield break;
        string[] texts = [.. arguments.Select(a => a.ToString())];
        (texts[first], texts[first + 1]) = (texts[first + 1], texts[first]);
        yield return (call, $"{call.Expression}({string.Join(", ", texts)})", $"swapped in {call.Expression}");
    }
}
