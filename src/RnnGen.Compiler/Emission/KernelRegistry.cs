using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>The kernels and the packed weights that all programs of a model share: equal ones are emitted once.</summary>
internal sealed class KernelRegistry(string real, FunctionText functions, WeightFormat format)
{
    private readonly Dictionary<string, string> _elementwiseNames = new(StringComparer.Ordinal);
    private readonly List<(string Name, ElementwiseEmitter Emitter)> _elementwise = [];
    private readonly Dictionary<string, string> _productNames = new(StringComparer.Ordinal);
    private readonly List<(string Name, ProductDriverEmitter Emitter, bool Turns)> _products = [];
    private readonly Dictionary<string, PackedPanels> _panels = new(StringComparer.Ordinal);
    private readonly Dictionary<ConstantsAttribute, ConstantsEmitter> _constants = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public FunctionText Functions => functions;

    /// <summary>How packed weights are stored.</summary>
    public WeightFormat Format => format;

    public IReadOnlyList<(string Name, ElementwiseEmitter Emitter)> Elementwise => _elementwise;

    public IReadOnlyList<(string Name, ProductDriverEmitter Emitter, bool Turns)> Products => _products;

    /// <summary>The vectors of constants that programs read.</summary>
    public IEnumerable<ConstantsEmitter> Constants => _constants.Values;

    public IEnumerable<PackedPanels> Panels => _panels.Values.OrderBy(p => p.Offset);

    public int PackedLength => _panels.Values.Sum(p => Align(p.Layout.Length));

    public IEnumerable<ProductShape> Shapes => _products.SelectMany(p => p.Emitter.Shapes).Distinct()
        .OrderBy(s => s.Results).ThenBy(s => s.Vectors).ThenBy(s => s.Lanes).ThenBy(s => s.Parts);

    public string NameOf(ElementwiseKernel kernel, bool inLoop, string program)
    {
        var emitter = new ElementwiseEmitter(kernel, real, functions);
        var text = emitter.Equations;
        if (_elementwiseNames.TryGetValue(text, out var name)) return name;
        name = Unique(Layer(kernel.Operations) + (inLoop ? "Cell" : "Map") + Suffix(program));
        _elementwiseNames.Add(text, name);
        _elementwise.Add((name, emitter));
        return name;
    }

    /// <summary>The method of a group: its name, and whether it takes the order of the panels.</summary>
    public (string Name, bool Turns) NameOf(ProductGroup group, bool inLoop, string program)
    {
        var panels = PanelsOf(group, inLoop, program);

        // The same products may follow one another, step by step, or not.
        var turns = inLoop && panels.Layout.HasSeveral;
        var emitter = new ProductDriverEmitter(group, panels, real);
        var driver = emitter.Products + (turns ? " turns" : "");
        if (_productNames.TryGetValue(driver, out var name)) return (name, turns);
        name = _products.Any(p => p.Name == panels.Name) ? Unique(panels.Name) : panels.Name;
        _productNames.Add(driver, name);
        _products.Add((name, emitter, turns));
        return (name, turns);
    }

    /// <summary>Where the packed weights of a group lie: groups of equal weights share them.</summary>
    public PackedPanels PanelsOf(ProductGroup group, bool inLoop, string program)
    {
        if (_panels.TryGetValue(group.WeightsKey, out var panels)) return panels;
        var stem = Unique(Layer(group.Views[0].Terms[0].Weights, group.Results) + (inLoop ? "Recurrence" : "Projection") + Suffix(program));
        panels = new PackedPanels(stem, group, format, PackedLength);
        _panels.Add(group.WeightsKey, panels);
        return panels;
    }

    /// <summary>The pointer to a vector of constants.</summary>
    public string NameOf(Value constants)
    {
        var attribute = constants.Get<ConstantsAttribute>();
        if (!_constants.TryGetValue(attribute, out var emitter)) _constants.Add(attribute, emitter = new ConstantsEmitter(Unique(constants.Shape.Columns.Name + "Values"), attribute.Numbers));
        return emitter.Name;
    }

    internal static int Align(int length) => (length + 15) / 16 * 16;

    private static string Suffix(string program) => program is "Predict" or "Step" ? "" : program;

    /// <summary>The name of the layer that operations belong to.</summary>
    public static string LayerOf(ElementwiseKernel kernel) => Layer(kernel.Operations);

    /// <summary>The layer of a product is that of its weights; which of several stacked cells, the results tell.</summary>
    private static string Layer(Value weights, IReadOnlyList<Value> results)
    {
        var layer = Identifier.Pascal(weights.Get<ParameterAttribute>().Tensor.Name.Split('.')[0]);
        var byResults = Layer(results);
        return byResults.StartsWith(layer, StringComparison.Ordinal) ? byResults : layer;
    }

    private static string Layer(IReadOnlyList<Value> values)
    {
        var name = values.Select(v => v.Name).FirstOrDefault(n => n.IndexOf('.') > 0);
        if (name is null) return "Network";
        // A stacked cell's values carry its number: gru1.l0_r belongs to Gru1L0.
        var dot = name.IndexOf('.');
        var first = name.Substring(dot + 1).Split('.', '_')[0];
        var stacked = first.Length > 1 && first[0] == 'l' && first.Skip(1).All(char.IsDigit) ? first : "";
        return Identifier.Pascal(name.Substring(0, dot)) + Identifier.Pascal(stacked);
    }

    /// <summary>A name that nothing else of the model has.</summary>
    public string Unique(string name)
    {
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++) unique = name + Literal.Of(i);
        return unique;
    }
}

/// <summary>Where the packed weights of a group lie.</summary>
internal sealed record PackedPanels(string Name, ProductGroup Group, WeightFormat Format, int Offset)
{
    /// <summary>Words that a second-level cache holds: a mebibyte of single precision.</summary>
    private const int Near = 1 << 18;

    /// <summary>Whether its weights have left the nearer caches when they are read again.</summary>
    public bool IsFar => Layout.Length > Near && Format.PerWord == 1;

    public PanelLayout Layout { get; } = new(Group.Results.Count, Group.Columns.Size, Group.Lefts.Sum(l => Format.Words(l.Shape.Columns.Size)), Format.SideBySide, Format.HasScales, Group.IsRecurrent);

    /// <summary>The order in which the left elements are added.</summary>
    public IReadOnlyList<ProductPass> Passes { get; } = ProductPass.Of(Group.Lefts, Format);
}
