using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;

namespace RnnGen.Generator.Declarations.Cells;

/// <content>Expressions. Operands are evaluated in C#'s order, so that gates come in the order in which the method would name them.</content>
internal sealed partial class CellParser
{
    /// <summary>What an expression stands for; null where something is wrong with it, which has been said.</summary>
    private CellOperand? Evaluate(IOperation operation)
    {
        if (operation.Type?.TypeKind == TypeKind.Error)
        {
            _isBroken = true;
            return null;
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant }) return Constant(constant, operation);
        return operation switch
        {
            ILocalReferenceOperation local => Lookup(local.Local, operation),
            IParameterReferenceOperation parameter => Lookup(parameter.Parameter, operation),
            IConversionOperation { OperatorMethod: null } conversion when IsPlain(conversion) => Evaluate(conversion.Operand),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } unary when unary.Type.Is("CellVector") => Apply(Op.Negate, [Evaluate(unary.Operand)], operation),
            IBinaryOperation binary when binary.Type.Is("CellVector") && Operator(binary.OperatorKind) is { } op =>
                Apply(op, [Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand)], operation),
            IInvocationOperation call => Call(call),
            _ => Refuse(operation),
        };
    }

    private static Op? Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Op.Add,
        BinaryOperatorKind.Subtract => Op.Subtract,
        BinaryOperatorKind.Multiply => Op.Multiply,
        BinaryOperatorKind.Divide => Op.Divide,
        _ => null,
    };

    /// <summary>Whether a conversion keeps the value, as that of a number to double does.</summary>
    private static bool IsPlain(IConversionOperation conversion) => conversion.Conversion.IsIdentity || conversion.Type?.SpecialType == SpecialType.System_Double;

    private CellOperand? Lookup(ISymbol symbol, IOperation operation) => _bound.TryGetValue(symbol, out var operand) ? operand : Refuse(operation);

    private CellOperand? Constant(object? value, IOperation operation)
    {
        if (value is string text) return new CellOperand.Text(text);
        if (value is null or bool or char) return Refuse(operation);
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return double.IsNaN(number) || double.IsInfinity(number) ? Refuse(operation) : new CellOperand.Number(number);
    }

    private CellOperand? Apply(Op op, IReadOnlyList<CellOperand?> operands, IOperation operation)
    {
        if (operands.Contains(null)) return null;
        return Add(new CellTerm.Apply(op, operands.Select(o => Equation(o!, operation.Syntax)).ToArray()), operation.Syntax);
    }

    private int Equation(CellOperand operand, SyntaxNode where) =>
        (operand as CellOperand.Vector ?? Add(new CellTerm.Number(((CellOperand.Number)operand).Value), where)).Equation;

    private CellOperand? Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var own = SymbolEqualityComparer.Default.Equals(method.ContainingType, _type);
        var instance = call.Instance is null ? null : Evaluate(call.Instance);
        var allowed = instance is CellOperand.Weights
            || method.ContainingType.Is("Cell")
            || (own && method is { IsStatic: true, IsGenericMethod: false, MethodKind: MethodKind.Ordinary } && method.ReturnType.Is("CellVector")
                && !_calls.Contains(method, SymbolEqualityComparer.Default));
        if (!allowed) return Report(CellRule.Call, call.Syntax, Text(call.Syntax));

        var arguments = new CellOperand?[method.Parameters.Length];
        var given = new bool[arguments.Length];
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { Ordinal: var place } parameter) continue;
            var isName = parameter.Type.SpecialType == SpecialType.System_String;
            (arguments[place], given[place]) = (isName ? Name(argument.Value) : Evaluate(argument.Value), argument.ArgumentKind == ArgumentKind.Explicit);
        }

        if (arguments.Contains(null)) return null;
        if (instance is not null) return Weight(method.Name, ((CellOperand.Text)arguments[0]!).Value, arguments, call);
        return own ? Run(method, arguments) is [var result] ? result : null : Function(method.Name, arguments, given, call);
    }

    private CellOperand? Name(IOperation operation) =>
        operation.ConstantValue.HasValue || operation is ILocalReferenceOperation or IParameterReferenceOperation
            ? Evaluate(operation)
            : Report(CellRule.Name, operation.Syntax, Text(operation.Syntax), "it is not a constant");

    private CellOperand? Weight(string method, string name, CellOperand?[] arguments, IInvocationOperation call)
    {
        if (string.IsNullOrWhiteSpace(name)) return Report(CellRule.Name, call.Arguments[0].Syntax, $"\"{name}\"", "it is empty");
        if (method == "Input") return Add(new CellTerm.Input(name), call.Syntax);
        if (method == "Hidden") return Add(new CellTerm.Hidden(name, Equation(arguments[1]!, call.Syntax)), call.Syntax);
        var known = _equations.FindIndex(e => e.Term is CellTerm.Vector vector && vector.Name == name);
        if (known >= 0) return new CellOperand.Vector(known);
        return _names.AddVector(name) is { } wrong ? Report(CellRule.Name, call.Arguments[0].Syntax, name, wrong) : Add(new CellTerm.Vector(name), call.Syntax);
    }

    /// <summary>A function of Cell: an operation of the same name, or an activation with its numbers.</summary>
    private CellOperand? Function(string name, CellOperand?[] arguments, bool[] given, IInvocationOperation call)
    {
        if (!Enum.TryParse<ActivationKind>(name, out var kind)) return Apply((Op)Enum.Parse(typeof(Op), name), arguments, call);
        double? Number(int place) => place < given.Length && given[place] ? ((CellOperand.Number)arguments[place]!).Value : null;
        return Add(new CellTerm.Activate(new ActivationSpec(kind, Number(1), Number(2)), Equation(arguments[0]!, call.Syntax)), call.Syntax);
    }
}
