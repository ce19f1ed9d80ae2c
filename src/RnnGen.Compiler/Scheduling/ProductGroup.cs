using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// Up to four Products of the same left operands and extent, computed side by side: a loaded left value serves all of them. Their
/// weights lie interleaved by blocks of units in panels.
/// </summary>
public sealed class ProductGroup
{
    /// <summary>A tile holds its accumulators in registers: four vectors a row at the most.</summary>
    public const int MaxResults = 4;

    public ProductGroup(IReadOnlyList<Value> results)
    {
        Results = results;
        Views = [.. results.Select(r => new ProductView(r))];
        Transposed = results[0].Get<ProductAttribute>().Transposed;
        Lefts = [.. Views[0].Terms.Select(t => t.Left)];
    }

    public IReadOnlyList<Value> Results { get; }

    public IReadOnlyList<ProductView> Views { get; }

    public bool Transposed { get; }

    /// <summary>Whether each step of a sequence waits for it; gradients do too, but of many samples.</summary>
    public bool IsRecurrent => Results[0].Loop is not null && !Transposed;

    public IReadOnlyList<Value> Lefts { get; }

    public Dimension Columns => Results[0].Shape.Columns;

    /// <summary>How many weights all its results have.</summary>
    public int Weights => Results.Count * Columns.Size * Lefts.Sum(l => l.Shape.Columns.Size);

    /// <summary>
    /// Products with equal keys can be computed together. Those of different layers never are: which of them meet in one region is not the same for a
    /// sequence and for a stream's step, and the number of a group's results decides about the parts of its sums, and so about bits.
    /// </summary>
    public static string Key(Value product)
    {
        var view = new ProductView(product);
        return LayerOf(view.Terms[0].Weights) + " " + string.Join(" ", view.Terms.Select(t => t.Left.Id))
            + (product.Get<ProductAttribute>().Transposed ? " T " : " ") + product.Shape.Columns.Size;
    }

    /// <summary>What lies in the panels: groups with equal weights and biases share them.</summary>
    public string WeightsKey =>
        (Transposed ? "T" : "N") + string.Join("|", Views.Select(v =>
            string.Join("+", v.Terms.Select(t => Describe(t.Weights))) + ";" + string.Join("+", v.Biases.Select(Describe))));

    private static string LayerOf(Value parameter) => parameter.Get<ParameterAttribute>().Tensor.Name.Split('.')[0];

    private static string Describe(Value parameter)
    {
        var (tensor, firstRow, firstColumn) = parameter.Get<ParameterAttribute>();
        return $"{tensor.Name}[{firstRow}, {firstColumn}]{parameter.Shape}";
    }
}
