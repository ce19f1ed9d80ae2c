namespace RnnGen.Compiler.Ir;

/// <summary>The operands of a Product by their roles.</summary>
public readonly struct ProductView
{
    public ProductView(Value product)
    {
        var attribute = product.Get<ProductAttribute>();
        var operands = product.Operands;
        var first = attribute.HasAddend ? 1 : 0;
        Addend = attribute.HasAddend ? operands[0] : null;
        Terms = [.. Enumerable.Range(0, attribute.Terms).Select(i => (operands[first + (2 * i)], operands[first + (2 * i) + 1]))];
        Biases = [.. operands.Skip(first + (2 * attribute.Terms))];
    }

    public Value? Addend { get; }

    public IReadOnlyList<(Value Left, Value Weights)> Terms { get; }

    public IReadOnlyList<Value> Biases { get; }

    /// <summary>Makes a Product of the current scope.</summary>
    public static Value Create(GraphBuilder builder, bool transposed, Value? addend, IReadOnlyList<(Value Left, Value Weights)> terms, IReadOnlyList<Value> biases)
    {
        var weights = terms[0].Weights.Shape;
        var axis = terms.Select(t => t.Left).Append(addend).Select(v => v?.Shape.Axis).FirstOrDefault(a => a is not null);
        Value[] operands = [.. addend is null ? [] : new[] { addend }, .. terms.SelectMany(t => new[] { t.Left, t.Weights }), .. biases];
        return builder.Create(
            Op.Product,
            Shape.Plane(transposed ? weights.Columns : weights.Rows, axis),
            operands,
            new ProductAttribute(addend is not null, terms.Count, transposed));
    }
}
