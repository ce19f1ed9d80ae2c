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
    /// <summary>Functions of a row's pass that are written out: the JIT stops to inline in methods of many variables.</summary>
    private const int MostFunctions = 20;

    private readonly ElementwiseKernel _kernel;
    private readonly string _real;
    private readonly FunctionText _functions;
    private readonly Dictionary<Value, string> _names = [];
    private readonly Dictionary<Value, int> _reads;
    private string? _equations;

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

    /// <summary>Functions that take more than a few instructions.</summary>
    public int Functions => _kernel.Operations.Count(o => o.Op is Op.Exp or Op.Log or Op.Sigmoid or Op.Tanh or Op.Softplus);

    /// <summary>Those of all vectors of a row.</summary>
    public int FunctionsOfRow(Target target) => Functions * PlacesOf(target).Count;

    /// <summary>The parameters of the pass over one row.</summary>
    public string RowParameters => WithoutRows(Parameters);

    /// <summary>What it computes, in C#: equal for kernels that one method can serve.</summary>
    public string Equations => _equations ??= Written();

    /// <summary>Writes the pass over any number of rows.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="target">The instruction set.</param>
    /// <param name="ofOneRow">The pass over one row, if a stream has it.</param>
    public void Emit(SourceWriter writer, string name, Target target, string? ofOneRow)
    {
        var vector = WidthOf(target);
        writer.Line("[MethodImpl(Fast)]");
        using (writer.OpenUnchecked($"internal static void {name}({Parameters})"))
        {
            if (ofOneRow is not null) RowCall.Emit(writer, ofOneRow, WithoutRows(Arguments));
            using (writer.Open("for (int row = 0; row < rows; row++)"))
            {
                foreach (var input in _kernel.Inputs.Where(IsColumn)) EmitColumn(writer, vector, input, $"(nint)row * {input.Shape.Columns.Name}Stride");
                using (writer.Open($"for (int unit = 0; unit < {_kernel.Columns.Name}Size; unit += {Literal.Of(vector.Lanes)})"))
                {
                    writer.Line($"nint at = ((nint)row * {_kernel.Columns.Name}Stride) + unit;");
                    EmitUnits(writer, [("at", vector)], vector);
                }
            }
        }
    }

    /// <summary>
    /// The pass over one row, of a step. Several vectors go through the equations side by side: each waits long for itself, and the
    /// processor does not look far enough ahead to begin the next meanwhile. The vectors are no wider than those in which
    /// products write: a wider one would wait until what was written is in the cache, and a division of 512 bits takes longer.
    /// </summary>
    public void EmitRow(SourceWriter writer, string name, Target target)
    {
        var places = PlacesOf(target);
        var vector = places[0].Vector; // The widest comes first.
        var vectors = places.Count(p => p.Vector.Lanes == vector.Lanes);
        var group = vector.Lanes == 1 ? 1 : GroupOf(vectors, places.Count - vectors);
        var looped = vectors > group ? vectors / group * group : 0;
        using (writer.OpenUnchecked($"private static void {name}({RowParameters})"))
        {
            foreach (var input in _kernel.Inputs.Where(IsColumn)) EmitColumn(writer, vector, input, "0");
            if (looped > 0)
            {
                using (writer.Open($"for (int unit = 0; unit < {Literal.Of(looped * vector.Lanes)}; unit += {Literal.Of(group * vector.Lanes)})"))
                {
                    EmitUnits(writer, [.. Enumerable.Range(0, group).Select(v => (v == 0 ? "unit" : $"unit + {Literal.Of(v * vector.Lanes)}", vector))], vector);
                }
            }

            if (looped < places.Count) EmitUnits(writer, [.. places.Skip(looped)], vector, looped > 0 ? group : 0);
        }
    }

    private string Written()
    {
        var writer = new SourceWriter();
        Emit(writer, "", Target.Scalar, ofOneRow: null);
        return writer.ToString();
    }

    private static string WithoutRows(string list) => list.Substring(0, list.LastIndexOf(','));

    /// <summary>The vectors of many rows: of few columns, no more than products write.</summary>
    private VectorText WidthOf(Target target) =>
        new(Math.Min(target.Lanes, PanelLayout.VectorsOf(_kernel.Columns.Size) is [var only] ? only : PanelLayout.MostLanes), _real);

    /// <summary>Where the vectors of a row begin.</summary>
    private IReadOnlyList<(string At, VectorText Vector)> PlacesOf(Target target)
    {
        if (target.Lanes == 1) return [.. Enumerable.Range(0, _kernel.Columns.Size).Select(u => (Literal.Of(u), new VectorText(1, _real)))];
        var place = 0;
        var places = new List<(string, VectorText)>();
        foreach (var lanes in PanelLayout.VectorsOf(_kernel.Columns.Size))
        {
            for (var end = place + lanes; place < end; place += Math.Min(lanes, target.Lanes)) places.Add((Literal.Of(place), new VectorText(Math.Min(lanes, target.Lanes), _real)));
        }

        return places;
    }

    /// <summary>The most vectors side by side, those that are left over counted as well.</summary>
    private int GroupOf(int vectors, int tails) =>
        new[] { 4, 3, 2 }.FirstOrDefault(g => g <= vectors && (g + tails + (vectors > g ? vectors % g : 0)) * Functions <= MostFunctions) is > 0 and var group ? group : 1;

    /// <summary>One number per row, for all columns of the others.</summary>
    private bool IsColumn(Value input) => input.Shape.Form == Form.Plane && input.Shape.Columns.Size < _kernel.Columns.Size;

    private void EmitColumn(SourceWriter writer, VectorText vector, Value input, string row) =>
        writer.Line($"{vector.Type} {_names[input]} = {vector.Broadcast($"{_names[input]}In[{row}]")};");

    /// <summary>Some vectors of columns, one operation after the other.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="places">Where each vector is in its plane.</param>
    /// <param name="widest">The vector that a number for all columns fills.</param>
    /// <param name="first">The number of the first, where there are others before.</param>
    private void EmitUnits(SourceWriter writer, IReadOnlyList<(string At, VectorText Vector)> places, VectorText widest, int first = 0)
    {
        var several = places.Count > 1 || first > 0;
        foreach (var input in _kernel.Inputs.Where(v => v.Shape.Form != Form.Scalar && !IsColumn(v)))
            ForEach((v, vector) => writer.Line($"{vector.Type} {Name(input, v)} = {vector.Load(_names[input] + "In", Offset(input.Shape.Form == Form.Vector && places[v].At == "at" ? "unit" : places[v].At))};"));
        foreach (var operation in _kernel.Operations.Where(IsLocal))
            ForEach((v, vector) => writer.Line($"{vector.Type} {Name(operation, v)} = {Expression(operation, vector, i => Name(i, v))};"));
        foreach (var output in _kernel.Outputs) ForEach((v, vector) => writer.Line(vector.Store(_names[output] + "Out", Offset(places[v].At), Name(output, v))));

        string Name(Value value, int v) => IsColumn(value) ? places[v].Vector.PartOf(widest, _names[value]) : several ? _names[value] + Literal.Of(first + v) : _names[value];

        static string Offset(string place) => place == "0" ? "" : place;

        void ForEach(Action<int, VectorText> emit)
        {
            for (var v = 0; v < places.Count; v++) emit(v, places[v].Vector);
        }
    }

    private string Unique(Value value, HashSet<string> taken)
    {
        var letter = value.Name.Substring(value.Name.LastIndexOf('.') + 1);
        var name = letter.Length > 0 ? Identifier.Camel(letter) : "value";
        var unique = Told(name);
        for (var i = 2; taken.Contains(unique) || taken.Contains(unique + "In") || taken.Contains(unique + "Out"); i++) unique = Told(name + Literal.Of(i));

        // With the names of its pointers, which another value may have, too.
        taken.UnionWith([unique, unique + "In", unique + "Out"]);
        return unique;

        // Of several vectors side by side a digit tells which one it is: it must not make the name of what is one number for all.
        string Told(string candidate) => (IsColumn(value) || value.Shape.Form == Form.Scalar) && char.IsDigit(candidate[candidate.Length - 1]) ? candidate + "All" : candidate;
    }

    /// <summary>Stands within the expression that reads it.</summary>
    private bool IsWritten(Value value) => _kernel.Operations.Contains(value) && !IsLocal(value);

    private bool IsLocal(Value value) => value.Name.Length > 0 || _kernel.Outputs.Contains(value) || _reads[value] > 1;

    private string Operand(Value value, VectorText vector, Func<Value, string> name)
    {
        if (value.Attribute is ConstantAttribute constant) return vector.Broadcast(Literal.Of(constant.Number, _real));
        if (IsWritten(value)) return Expression(value, vector, name);
        return value.Shape.Form == Form.Scalar && !_kernel.Operations.Contains(value) ? vector.Broadcast(_names[value]) : name(value);
    }

    private string Expression(Value value, VectorText vector, Func<Value, string> name)
    {
        return value.Op switch
        {
            Op.Add => $"{At(0)} + {At(1)}",
            Op.Subtract => $"{At(0)} - {At(1)}",
            Op.Multiply => $"{At(0)} * {At(1)}",
            Op.Negate => $"-{At(0)}",
            Op.Divide => $"{At(0)} / {At(1)}",
            Op.Copy or Op.Broadcast => At(0),
            _ => _functions.Call(value.Op, Enumerable.Range(0, value.Operands.Count).Select(Argument)),
        };

        // Of a sum or a product; an argument of a function stands in parentheses already.
        string At(int i) => value.Operands[i].Op is Op.Add or Op.Subtract or Op.Multiply or Op.Divide && IsWritten(value.Operands[i]) ? $"({Argument(i)})" : Argument(i);

        string Argument(int i) => Operand(value.Operands[i], vector, name);
    }
}
