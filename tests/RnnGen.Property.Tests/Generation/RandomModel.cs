using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>
/// A random declaration: inputs, then layer after layer, each reading what is there. What the compiler's own rules refuse is not added,
/// so that what comes out is valid; what nobody reads is a head.
/// </summary>
internal sealed class RandomModel
{
    private const int MaxHeads = 3;

    /// <summary>Chosen so that the 40 usual models have every layer, option and operation; where a new one is missing, another is to be found.</summary>
    internal static int Salt = 0;

    private readonly Draw _draw;
    private readonly bool _drops;
    private readonly int _width;
    private ModelSpec _spec;
    private Lowering? _lowered;

    private RandomModel(int seed)
    {
        _draw = new Draw(seed + Salt);
        (_drops, _width) = (_draw.Chance(4), _draw.Between(1, 9));
        _spec = new ModelSpec("", "Model" + seed.ToString(CultureInfo.InvariantCulture), "public", true, Precision.Float32, Array.Empty<InputSpec>(), Array.Empty<LayerSpec>(), Array.Empty<LossSpec>());
    }

    /// <summary>The same for the same seed. Every eighth is one layer of two directions, for what holds of nothing else.</summary>
    public static ModelSpec Of(int seed)
    {
        var model = new RandomModel(seed);
        if (seed % 8 == 7) model.MakeMirror();
        else model.Make();
        return model._spec;
    }

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

    private void Make()
    {
        _spec = _spec with { Inputs = InputDraw.Of(_draw), Stateful = _draw.Chance(8) };
        foreach (var input in _spec.Inputs.Where(i => i.Vocabulary > 0)) Add(Kinds(Reads.Tokens), [input.Name]);
        for (var wanted = _draw.Between(3, 7); wanted > 0; wanted--) Add(_draw.Chance(3) ? Kinds(Reads.Several) : Kinds(Reads.Numbers));
        foreach (var input in _spec.Inputs.Where(i => !IsRead(i.Name))) Add(Kinds(Reads.Numbers), [input.Name]);
        while (Heads.Length > MaxHeads && Join()) continue;
        Finish();
    }

    /// <summary>One layer of two directions, side by side, for every step.</summary>
    private void MakeMirror()
    {
        _spec = _spec with { Inputs = new[] { new InputSpec(_draw.Between(1, 6), 6) { Lengths = _draw.Chance(2) } } };
        var kind = _draw.Of([.. Kinds(Reads.Numbers).Where(k => k.Spec.IsSubclassOf(typeof(RecurrentSpec)))]);
        var layer = ((RecurrentSpec)kind.Make(_draw, "mirror", _draw.Between(1, 9))) with { Bidirectional = true, Return = ReturnKind.Sequence };
        bool IsMirror(LayerSpec varied) => IsValid(With(varied)) && (RecurrentSpec)varied is { Bidirectional: true, Return: ReturnKind.Sequence, Layers: 1, Merge: MergeKind.Concat, Family: not Family.Keras };
        _spec = With(Options.Vary<LayerSpec>(layer, _draw, ["x"], IsMirror, o => !Drops(o)));
        Finish();
    }

    private void Finish()
    {
        if (_draw.Chance(10)) _spec = _spec with { Trainable = false };
        else _spec = _spec with { Losses = LossDraw.Of(_spec, _draw) };
        if (!IsValid(_spec)) throw new InvalidOperationException("The compiler refuses what was drawn:\n" + SpecText.Of(_spec));
    }

    private static LayerKind[] Kinds(Reads reads) => [.. LayerKind.All.Where(k => k.Reads == reads)];

    private static bool Drops(System.Reflection.PropertyInfo option) => option.Name.EndsWith("Dropout", StringComparison.Ordinal);

    private ModelSpec With(LayerSpec layer) => _spec with { Layers = _spec.Layers.Append(layer).ToArray() };

    /// <summary>The layers nobody reads.</summary>
    private string[] Heads => [.. LayerOrder.Of(_spec).Outputs];

    private bool IsRead(string name) => _spec.Layers.Any(l => l.From.Contains(name) || l.AlsoReads.Contains(name));

    /// <summary>Layers and inputs that give numbers, those that nobody reads more often than the others.</summary>
    private string[] Sources(Func<Shape, bool> fits)
    {
        string[] all = [.. _spec.Inputs.Select(i => i.Name), .. _spec.Layers.Select(l => l.Name), .. _spec.Layers.OfType<RecurrentSpec>().Where(l => l.Bidirectional).SelectMany(l => new[] { l.Name + ".forward", l.Name + ".backward" })];
        string[] fitting = [.. all.Where(name => _lowered?.Find(name) is { } flow && flow.Value.Shape.Form == Form.Plane && fits(flow.Value.Shape))];
        return [.. fitting, .. fitting.Where(name => !IsRead(name) && !name.Contains('.')).SelectMany(name => Enumerable.Repeat(name, 3))];
    }

    /// <summary>Tries a few layers until one is accepted.</summary>
    private void Add(LayerKind[] kinds, string[]? from = null)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var kind = _draw.Of(kinds);
            if (!_drops && kind.Spec == typeof(DropoutSpec) && !_draw.Chance(4)) continue;
            Lower();
            if ((from ?? Choose(kind)) is not { } sources) return;
            var number = (_spec.Layers.Count + 1).ToString(CultureInfo.InvariantCulture);
            var layer = kind.Make(_draw, kind.Spec.Name[..^4].ToLowerInvariant() + number, _draw.Chance(2) ? _width : _draw.Between(1, 9)) with { From = sources };
            if (!_drops && layer is DropoutSpec dropout) layer = dropout with { Rate = 0 };
            if (!IsValid(With(layer))) continue;
            string[] names = [.. _spec.Layers.Select(l => l.Name), .. _spec.Inputs.Select(i => i.Name)];
            layer = Options.Vary(layer, _draw, names, varied => IsValid(With(varied)), o => _drops || !Drops(o));
            if (layer is RecurrentSpec decoder && _draw.Chance(3)) layer = Continue(decoder);
            if (layer is RecurrentSpec recurrent && _draw.Chance(2) && recurrent with { Return = ReturnKind.Sequence } is var sequence && IsValid(With(sequence))) layer = sequence;
            _spec = With(layer);
            return;
        }
    }

    /// <summary>A decoder of the same kind and size starts where another layer ends, if there is one.</summary>
    private RecurrentSpec Continue(RecurrentSpec decoder)
    {
        var started = _spec.Layers.OfType<RecurrentSpec>().Where(l => l.GetType() == decoder.GetType())
            .Select(encoder => decoder with { Units = encoder.Units, InitialStateFrom = encoder.Name }).LastOrDefault(l => IsValid(With(l)));
        return started ?? decoder;
    }

    /// <summary>What is there so far by name; before the first layer there are only the inputs.</summary>
    private void Lower() => _lowered = Lowering.Run(_spec.Layers.Count > 0 ? _spec : With(new DropoutSpec("none", 0) { From = new[] { _spec.Inputs[0].Name } }), LoweringMode.Inference);

    private string[]? Choose(LayerKind kind)
    {
        var sources = Sources(_ => true);
        if (sources.Length == 0) return null;
        var first = _draw.Of(sources);
        if (kind.Reads != Reads.Several) return [first];
        var shape = _lowered!.Find(first)!.Value.Shape;
        var others = Sources(s => s.Axis == shape.Axis);
        var alike = Sources(s => s.Axis == shape.Axis && s.Columns.Size == shape.Columns.Size);
        return [first, .. Enumerable.Range(0, _draw.Between(1, 2)).Select(_ => _draw.Of(_draw.Chance(2) ? alike : others))];
    }

    /// <summary>Two heads become one; false if none fit.</summary>
    private bool Join()
    {
        Lower();
        var groups = Heads.GroupBy(h => _lowered!.Find(h)!.Value.Shape.Axis).FirstOrDefault(g => g.Count() > 1);
        if (groups is null) return false;
        _spec = With(new JoinSpec("join" + (_spec.Layers.Count + 1).ToString(CultureInfo.InvariantCulture), JoinKind.Concatenate) { From = groups.Take(2).ToArray() });
        return true;
    }
}
