using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Emission;

/// <summary>Arithmetic on single numbers as C# expressions.</summary>
internal static class ScalarText
{
    public static string Of(Value value, Func<Value, string> argument, string real, FunctionText functions)
    {
        string At(int i) => value.Operands[i].Attribute is ConstantAttribute constant ? Literal.Of(constant.Number, real) : argument(value.Operands[i]);
        return value.Op switch
        {
            Op.Add => $"{At(0)} + {At(1)}",
            Op.Subtract => $"{At(0)} - {At(1)}",
            Op.Multiply => $"{At(0)} * {At(1)}",
            Op.Divide => $"{At(0)} / {At(1)}",
            Op.Negate => $"-{At(0)}",
            Op.Copy or Op.Broadcast => At(0),
            _ => functions.Call(value.Op, Enumerable.Range(0, value.Operands.Count).Select(At)),
        };
    }
}
