using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// One pass over planes: operands are read, the equations computed in registers, results written. Named values become locals in
/// the letters of the equations; anonymous ones that are read once stand within the expression that reads them.
/// </summary>
internal sealed class ElementwiseEmitter
{
    private readonly ElementwiseKernel _kernel;
    private readonly string _real;
    private readonly FunctionText _functions;
    private readonly Dictionary<Value, string> _names = [];
    private readonly Dictionary<Value, int> _reads;

    public ElementwiseEmitter(ElementwiseKernel kernel, string real, FunctionText functions)
    {
        (_kernel, _real, _functions) = (kernel, real, functions);
        _reads = kernel.Operations.SelectMany(o => o.Operands).GroupBy(o => o).ToDictionary(g => g.Key, g => g.Count());
        var taken = new HashSet<string>(StringComparer.Ordinal) { "row", "rows", "unit", "at" };
        foreach (var value in kernel.Inputs.Concat(kernel.Operations)) _names[value] = Unique(value, taken);
    }

    /// <summary>Parameters: a pointer per plane read, per plane written, a number per scalar, then the rows.</summary>
    public string Parameters => string.Join(", ", _kernel.Inputs.Select(v => v.Shape.Form == Form.Scalar ? $"{_real} {_names[v]}" : $"{_real}* {_names[v]}In")
        .Concat(_kernel.Outputs.Select(v => $"{_real}* {_names[v]}Out")).Append("int rows"));

    public string Arguments => string.Join(", ", _kernel.Inputs.Select(v => v.Shape.Form == Form.Scalar ? _names[v] : _names[v] + "In")
        .Concat(_kernel.Outputs.Select(v => _names[v] + "Out")).Append("rows"));

    public void Emit(SourceWriter writer, string name, Target target)
    {
        var vector = VectorText.Widest(target, _real);
        var columns = _kernel.Columns;
        writer.Line("[MethodImpl(Fast)]");
        using (writer.OpenUnchecked($"internal static void {name}({Parameters})"))
        using (writer.Open("for (int row = 0; row < rows; row++)"))
        {
            foreach (var input in _kernel.Inputs.Where(IsColumn))
                writer.Line($"{vector.Type} {_names[input]} = {vector.Broadcast($"{_names[input]}In[(nint)row * {input.Shape.Columns.Name}Stride]")};");
            using (writer.Open($"for (int unit = 0; unit < {columns.Name}Size; unit += {Literal.Of(vector.Lanes)})"))
            {
                writer.Line($"nint at = ((nint)row * {columns.Name}Stride) + unit;");
                foreach (var input in _kernel.Inputs.Where(v => v.Shape.Form != Form.Scalar && !IsColumn(v)))
                    writer.Line($"{vector.Type} {_names[input]} = {vector.Load(_names[input] + "In", input.Shape.Form == Form.Vector ? "unit" : "at")};");
                foreach (var operation in _kernel.Operations.Where(IsLocal))
                    writer.Line($"{vector.Type} {_names[operation]} = {Expression(operation, vector)};");
                foreach (var output in _kernel.Outputs) writer.Line(vector.Store(_names[output] + "Out", "at", _names[output]));
            }
        }
    }

    /// <summary>One number per row, for all columns of the others.</summary>
    private bool IsColumn(Value input) => input.Shape.Form == Form.Plane && input.Shape.Columns.Size < _kernel.Columns.Size;

    private static string Unique(Value value, HashSet<string> taken)
    {
        var letter = value.Name.Substring(value.Name.LastIndexOf('.') + 1);
        var name = letter.Length > 0 ? Identifier.Camel(letter) : "value";
        var unique = name;
        for (var i = 2; taken.Contains(unique) || taken.Contains(unique + "In") || taken.Contains(unique + "Out"); i++) unique = name + Literal.Of(i);

        // With the names of its pointers, which another value may have, too.
        taken.UnionWith([unique, unique + "In", unique + "Out"]);
        return unique;
    }

    private bool IsLocal(Value value) => value.Name.Length > 0 || _kernel.Outputs.Contains(value) || _reads[value] > 1;

    private string Operand(Value value, VectorText vector)
    {
        if (value.Attribute is ConstantAttribute constant) return vector.Broadcast(Literal.Of(constant.Number, _real));
        if (!_kernel.Operations.Contains(value)) return value.Shape.Form == Form.Scalar ? vector.Broadcast(_names[value]) : _names[value];
        if (IsLocal(value)) return _names[value];
        var text = Expression(value, vector);
        return value.Op is Op.Add or Op.Subtract or Op.Multiply or Op.Divide ? $"({text})" : text;
    }

    private string Expression(Value value, VectorText vector)
    {
        string At(int i) => Operand(value.Operands[i], vector);
        return value.Op switch
        {
            Op.Add => $"{At(0)} + {At(1)}",
            Op.Subtract => $"{At(0)} - {At(1)}",
            Op.Multiply => $"{At(0)} * {At(1)}",
            Op.Negate => $"-{At(0)}",
            Op.Divide => $"{At(0)} / {At(1)}",
            Op.Copy or Op.Broadcast => At(0),
            _ => _functions.Call(value.Op, Enumerable.Range(0, value.Operands.Count).Select(At)),
        };
    }
}
