using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Compiler.Layers;

namespace RnnGen.Generator.Declarations.Cells;

/// <summary>
/// From the source of a cell's Step to its equations. What the method computes is read off the operations that the C# compiler binds, each
/// local being a name for one value; methods of the same class are inlined. Nothing is evaluated but constants, which C# evaluates.
/// </summary>
internal sealed partial class CellParser
{
    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly CellNames _names = new();
    private readonly List<CellProblem> _problems = [];
    private readonly List<(string Name, CellTerm Term, SyntaxNode Where)> _equations = [];
    private readonly Stack<IMethodSymbol> _calls = new();
    private Dictionary<ISymbol, CellOperand?> _bound = new(SymbolEqualityComparer.Default);
    private bool _isBroken;

    private CellParser(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        (_type, _compilation, _cancellation) = (type, compilation, cancellation);

    /// <summary>Parses the cell of a class.</summary>
    public static ParsedCell Parse(ITypeSymbol? type, Compilation compilation, CancellationToken cancellation)
    {
        if (type is IErrorTypeSymbol) return new ParsedCell(Identity(type.Name, ["h"]), [], IsBroken: true);
        if (type is not INamedTypeSymbol cell)
            return Fail(type?.ToDisplayString() ?? "null", CellRule.Step, "is not a class");
        if (!SymbolEqualityComparer.Default.Equals(cell.ContainingAssembly, compilation.Assembly))
            return Fail(cell.Name, CellRule.Source, cell.ContainingAssembly.Name);
        return CellSignature.Find(cell) is ({ } step, _)
            ? new CellParser(cell, compilation, cancellation).Parse(step)
            : Fail(cell.Name, CellRule.Step, CellSignature.Find(cell).Wrong);
    }

    private static ParsedCell Fail(string cell, CellRule rule, string argument) =>
        new(Identity(cell, ["h"]), [new CellProblem(rule, null, cell, argument)], IsBroken: false);

    /// <summary>States that stay as they are: what stands for a cell that has no equations.</summary>
    private static CellEquations Identity(string cell, string[] states) => new(
        cell, states, states.Select((_, i) => new CellEquation("", new CellTerm.State(i))).ToArray(), Enumerable.Range(0, states.Length).ToArray());

    private ParsedCell Parse(IMethodSymbol step)
    {
        var states = step.Parameters.Skip(1).Take(step.Parameters.Length - 2).ToArray();
        var arguments = new CellOperand?[step.Parameters.Length];
        arguments[0] = new CellOperand.Input();
        arguments[arguments.Length - 1] = new CellOperand.Weights();
        for (var i = 0; i < states.Length; i++)
        {
            var where = states[i].DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
            if (_names.AddState(states[i].Name) is { } wrong) Report(CellRule.Name, where, states[i].Name, wrong);
            arguments[i + 1] = Add(new CellTerm.State(i), where);
        }

        var results = Run(step, arguments).Select(r => r is CellOperand.Vector vector ? vector.Equation : -1).ToArray();
        string[] letters = [.. states.Select(s => s.Name)];
        _isBroken |= _problems.Count == 0 && (results.Length != states.Length || results.Contains(-1));
        if (_problems.Count > 0 || _isBroken) return new ParsedCell(Identity(_type.Name, letters), _problems, _isBroken);

        var equations = new CellEquations(_type.Name, letters, _equations.Select(e => new CellEquation(e.Name, e.Term)).ToArray(), results);
        CheckUse(equations, step.Parameters[0].DeclaringSyntaxReferences[0].GetSyntax(_cancellation));
        return _problems.Count > 0 ? new ParsedCell(Identity(_type.Name, letters), _problems, false) : new ParsedCell(equations, [], false);
    }

    /// <summary>What no result depends on would lie in files and never be trained.</summary>
    private void CheckUse(CellEquations equations, SyntaxNode input)
    {
        foreach (var idle in equations.Idle)
        {
            if (_equations[idle].Term is CellTerm.Input or CellTerm.Hidden or CellTerm.Vector)
                Report(CellRule.Unused, _equations[idle].Where, Text(_equations[idle].Where));
        }

        if (_problems.Count == 0 && !equations.InputGates.Any()) Report(CellRule.Unused, input, Text(input));
    }

    /// <summary>The values that a method returns for its arguments, in the order of its parameters.</summary>
    private IReadOnlyList<CellOperand?> Run(IMethodSymbol method, IReadOnlyList<CellOperand?> arguments)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (Body(method) is not { } body) return Broken();
        var outer = _bound;
        _bound = new(SymbolEqualityComparer.Default);
        _calls.Push(method);
        try
        {
            for (var i = 0; i < arguments.Count; i++) _bound[method.Parameters[i]] = arguments[i];
            foreach (var statement in body.Operations)
            {
                if (statement is IReturnOperation { ReturnedValue: { } value }) return Returned(value);
                Statement(statement);
            }

            return Broken();
        }
        finally
        {
            _calls.Pop();
            _bound = outer;
        }
    }

    private IReadOnlyList<CellOperand?> Broken()
    {
        _isBroken = true;
        return [];
    }

    private IBlockOperation? Body(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) is not MethodDeclarationSyntax syntax) return null;
        var operation = _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, _cancellation) as IMethodBodyOperation;
        return operation?.BlockBody ?? operation?.ExpressionBody;
    }

    private IReadOnlyList<CellOperand?> Returned(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null, Operand: var operand } && operand is ITupleOperation or IConversionOperation) value = operand;
        return value is ITupleOperation tuple ? [.. tuple.Elements.Select(Evaluate)] : [Evaluate(value)];
    }

    private void Statement(IOperation statement)
    {
        switch (statement)
        {
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                {
                    foreach (var declarator in declaration.Declarators) Declare(declarator, declaration);
                }

                break;
            case IExpressionStatementOperation { Operation: var expression }:
                var problems = _problems.Count;
                Evaluate(expression);
                if (_problems.Count == problems) Report(CellRule.Construct, statement.Syntax, Text(statement.Syntax));
                break;
            case IEmptyOperation:
                break;
            default:
                Refuse(statement);
                break;
        }
    }

    private void Declare(IVariableDeclaratorOperation declarator, IVariableDeclarationOperation declaration)
    {
        if ((declarator.Initializer ?? declaration.Initializer) is not { } initializer)
        {
            Report(CellRule.Construct, declaration.Syntax, Text(declaration.Syntax));
            _bound[declarator.Symbol] = null;
            return;
        }

        var value = _bound[declarator.Symbol] = Evaluate(initializer.Value);
        if (value is CellOperand.Vector { Equation: var e } && _equations[e].Name.Length == 0 && _equations[e].Term is not CellTerm.State)
            _equations[e] = (declarator.Symbol.Name, _equations[e].Term, _equations[e].Where);
    }

    private CellOperand.Vector Add(CellTerm term, SyntaxNode where)
    {
        _equations.Add(("", term, where));
        return new CellOperand.Vector(_equations.Count - 1);
    }

    private CellOperand? Report(CellRule rule, SyntaxNode where, params string[] arguments)
    {
        // A method that is called twice is wrong once.
        if (!_problems.Any(p => p.Rule == rule && p.Where == where)) _problems.Add(new CellProblem(rule, where, [_type.Name, .. arguments]));
        return null;
    }

    private CellOperand? Refuse(IOperation operation)
    {
        if (operation is IInvalidOperation)
        {
            _isBroken = true;
            return null;
        }

        var rule = operation switch
        {
            ILoopOperation => CellRule.Loop,
            IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICoalesceOperation or IConditionalAccessOperation or IBranchOperation
                or IThrowOperation or ITryOperation => CellRule.Branch,
            IAssignmentOperation or IIncrementOrDecrementOperation => CellRule.Assignment,
            _ => CellRule.Construct,
        };
        return Report(rule, operation.Syntax, Text(operation.Syntax));
    }

    /// <summary>The beginning of a construct, on one line.</summary>
    private static string Text(SyntaxNode syntax)
    {
        const int Enough = 60;
        var text = string.Join(" ", syntax.ToString().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Enough ? text : text.Substring(0, Enough) + "…";
    }
}
