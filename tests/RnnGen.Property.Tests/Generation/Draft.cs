using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>A declaration in the making: inputs and layers so far, what they give, and whether the compiler would take another layer.</summary>
internal sealed class Draft(ModelSpec spec)
{
    private Lowering _lowered = Lowering.Run(Complete(spec), LoweringMode.Inference);

    public ModelSpec Spec { get; private set; } = spec;

    /// <summary>The layers nobody reads.</summary>
    public string[] Heads => [.. LayerOrder.Of(Spec).Outputs.Select(o => o.Key)];

    /// <summary>The inputs nobody reads.</summary>
    public string[] Unread => [.. Spec.Inputs.Select(i => i.Name).Where(name => !IsRead(name))];

    /// <summary>Names of layers and inputs.</summary>
    public string[] Names => [.. Spec.Layers.Select(l => l.Name), .. Spec.Inputs.Select(i => i.Name)];

    /// <summary>A name for the next layer.</summary>
    public string NextName(Type layer) => layer.Name[..^4].ToLowerInvariant() + (Spec.Layers.Count + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the compiler accepts a declaration, for predictions and for training.</summary>
    public static bool IsValid(ModelSpec spec)
    {
        try
        {
            Lowering.Run(spec, LoweringMode.Inference);
            if (spec.Trainable) Lowering.Run(spec, LoweringMode.Training);
            return true;
        }
        catch (SpecException)
        {
            return false;
        }
    }

    public bool Takes(params LayerSpec[] layers) => IsValid(Complete(With(layers)));

    public void Add(params LayerSpec[] layers)
    {
        Spec = With(layers);
        _lowered = Lowering.Run(Complete(Spec), LoweringMode.Inference);
    }

    public Shape ShapeOf(string source) => _lowered.Find(source)!.Value.Shape;

    /// <summary>What gives numbers that fit, what nobody reads more often than the rest.</summary>
    public string[] Sources(Func<Shape, bool> fits)
    {
        IEnumerable<string> layers = Spec.Layers.SelectMany(l => l is RecurrentSpec { Bidirectional: true } two
            ? new[] { l.Name + ".forward", l.Name + ".backward" }.Concat(two.Merge == MergeKind.None ? [] : [l.Name])
            : [l.Name]);
        string[] fitting = [.. Spec.Inputs.Select(i => i.Name).Concat(layers).Where(name => ShapeOf(name) is { Form: Form.Plane } shape && fits(shape))];
        return [.. fitting, .. fitting.Where(name => !name.Contains('.') && !IsRead(name)).SelectMany(name => Enumerable.Repeat(name, 3))];
    }

    /// <summary>With a layer for each input that nobody reads, and a state if states are to go on: only then is it a declaration.</summary>
    private static ModelSpec Complete(ModelSpec spec)
    {
        var rest = spec.Inputs.Where(i => !spec.Layers.Any(l => l.From.Contains(i.Name) || l.AlsoReads.Contains(i.Name)))
            .Select((input, i) => Reader(input, "rest" + i.ToString(CultureInfo.InvariantCulture)) with { From = new[] { input.Name } });
        return spec with { Layers = spec.Layers.Concat(rest).Concat(spec.Stateful ? Carried(spec.Inputs.First(i => i.Steps > 0)) : []).ToArray() };
    }

    private static LayerSpec[] Carried(InputSpec input) =>
        [Reader(input, "carriedInput") with { From = new[] { input.Name } }, new RnnSpec("carried", 1) { From = new[] { "carriedInput" } }];

    private static LayerSpec Reader(InputSpec input, string name) => input.Vocabulary > 0 ? new EmbeddingSpec(name, 1) : new DropoutSpec(name, 0);

    private bool IsRead(string name) => Spec.Layers.Any(l => l.From.Contains(name) || l.AlsoReads.Contains(name));

    private ModelSpec With(LayerSpec[] layers) => Spec with { Layers = Spec.Layers.Concat(layers).ToArray() };
}
