using System.Globalization;
using System.Reflection;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>
/// A random declaration: inputs, then layer after layer, each reading what is there. What the compiler's own rules refuse is not added,
/// so that what comes out is valid; what nobody reads is a head.
/// </summary>
internal sealed class RandomModel
{
    private const int MaxHeads = 3, Attempts = 10, Apart = 10_007;

    private readonly Draw _draw;
    private readonly bool _drops;
    private readonly int _width;
    private readonly Draft _draft;

    private RandomModel(int number, int attempt, bool mirror)
    {
        _draw = new Draw(number + (attempt * Apart));
        (_drops, _width) = (_draw.Between(1, 5) <= 2, _draw.Between(1, 9));
        InputSpec[] inputs = mirror ? [new InputSpec(_draw.Between(1, 6), InputDraw.MaxSteps) { Lengths = _draw.Chance(2) }] : InputDraw.Of(_draw);
        _draft = new Draft(new ModelSpec(
            "", "Model" + number.ToString(CultureInfo.InvariantCulture), "public", true, Precision.Float32, inputs, Array.Empty<LayerSpec>(), Array.Empty<LossSpec>())
        {
            Stateful = !mirror && inputs.Any(i => i.Steps > 0) && _draw.Chance(8),
        });
    }

    /// <summary>The same for the same numbers. Every eighth model is one layer of two directions, for what holds of nothing else.</summary>
    /// <param name="number">Number and name of the model.</param>
    /// <param name="attempt">Which of the models of that number.</param>
    public static ModelSpec Of(int number, int attempt)
    {
        var mirror = number % 8 == 7;
        var model = new RandomModel(number, attempt, mirror);
        if (mirror) model.AddMirror();
        else model.AddLayers();
        return model.Finish();
    }

    private void AddLayers()
    {
        foreach (var tokens in _draft.Spec.Inputs.Where(i => i.Vocabulary > 0)) Add(LayerKind.ThatRead(Reads.Tokens), [tokens.Name]);
        for (var wanted = _draw.Between(5, 8); wanted > 0; wanted--)
            Add(_draw.Of([LayerKind.ThatRead(Reads.Numbers), LayerKind.ThatRead(Reads.Numbers), LayerKind.Recurrent, LayerKind.ThatRead(Reads.Several), LayerKind.ThatRead(Reads.Memory), LayerKind.ThatRead(Reads.Image)]));
        foreach (var input in _draft.Unread) Add([new LayerKind(Reads.Numbers, (_, name, size) => new DenseSpec(name, size, ActivationKind.Linear))], [input]);
        while (_draft.Heads.Length > MaxHeads && Join()) continue;
    }

    /// <summary>One layer of two directions, side by side, for every step.</summary>
    private void AddMirror()
    {
        var kind = _draw.Of(LayerKind.Recurrent);
        var layer = (RecurrentSpec)kind.Make(_draw, "mirror", _draw.Between(1, 9)) with { From = new[] { "x" } };
        bool IsMirror(LayerSpec varied) => _draft.Takes(varied) && (RecurrentSpec)varied is { Bidirectional: true, Return: ReturnKind.Sequence, Layers: 1, Merge: MergeKind.Concat, Family: not Family.Keras };
        _draft.Add(Options.Vary<LayerSpec>(layer with { Bidirectional = true, Return = ReturnKind.Sequence }, _draw, ["x"], IsMirror, o => !Drops(o)));
    }

    private ModelSpec Finish()
    {
        var spec = _draft.Spec;
        if (spec.Stateful && !Draft.IsValid(spec)) spec = spec with { Stateful = false };
        spec = !spec.Stateful && _draw.Chance(6)
            ? spec with { Trainable = false, Weights = _draw.Value<WeightPrecision>() }
            : spec with { Losses = LossDraw.Of(spec, _draw) };
        if (_draw.Chance(5)) spec = spec with { Activations = ActivationAccuracy.Fast };
        if (Lowering.Check(spec).FirstOrDefault(f => f.IsError) is { } error) throw new InvalidOperationException($"The compiler refuses what was drawn: {error.Message}\n{SpecText.Of(spec)}");
        return spec;
    }

    private static bool Drops(PropertyInfo option) => option.Name.EndsWith("Dropout", StringComparison.Ordinal);

    /// <summary>Tries a few layers until one is accepted.</summary>
    private void Add(LayerKind[] kinds, string[]? from = null)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var kind = _draw.Of(kinds);
            if ((from ?? Choose(kind)) is not { } sources) return;
            var layer = kind.Make(_draw, _draft.NextName(kind.Spec), _draw.Chance(2) ? _width : _draw.Between(1, 9)) with { From = sources };
            if (kind.Reads == Reads.Image) layer = SizeOf(layer, _draft.ShapeOf(sources[0]));
            if (!_drops && layer is DropoutSpec dropout) layer = dropout with { Rate = 0 };
            if (!_draft.Takes(layer)) continue;
            layer = Options.Vary(layer, _draw, _draft.Names, varied => _draft.Takes(varied), o => _drops || !Drops(o));
            if (layer is RecurrentSpec recurrent) AddRecurrent(recurrent);
            else _draft.Add(layer);
            return;
        }
    }

    /// <summary>A row of values is an image of any size that divides it; an image knows its own.</summary>
    private LayerSpec SizeOf(LayerSpec layer, RnnGen.Compiler.Ir.Shape input)
    {
        if (input.Time) return layer;
        var height = _draw.Of(Divisors(input.Columns.Size));
        var width = _draw.Of(Divisors(input.Columns.Size / height));
        return layer is Conv2DSpec convolution ? convolution with { Height = height, Width = width } : (Pooling2DSpec)layer with { Height = height, Width = width };

        static int[] Divisors(int number) => [.. Enumerable.Range(1, number).Where(d => number % d == 0)];
    }

    /// <summary>Decoders start where another layer ends; directions that stay apart are joined by hand; many give sequences.</summary>
    private void AddRecurrent(RecurrentSpec layer)
    {
        if (_draw.Chance(2))
        {
            layer = _draft.Spec.Layers.OfType<RecurrentSpec>().Where(l => l.GetType() == layer.GetType())
                .Select(encoder => layer with { Units = encoder.Units, Bidirectional = encoder.Bidirectional, InitialStateFrom = encoder.Name }).LastOrDefault(l => _draft.Takes(l)) ?? layer;
        }

        if (_draw.Chance(2) && _draft.Takes(layer with { Return = ReturnKind.Sequence })) layer = layer with { Return = ReturnKind.Sequence };
        if (layer.Bidirectional && _draw.Chance(2)) layer = layer with { Merge = _draw.Of([MergeKind.Sum, MergeKind.Average, MergeKind.Multiply]) };
        var apart = layer with { Merge = MergeKind.None };
        var joined = new JoinSpec(layer.Name + "join", _draw.Value<JoinKind>()) { From = new[] { layer.Name + ".forward", layer.Name + ".backward" } };
        if (layer.Bidirectional && _draw.Chance(3) && _draft.Takes(apart, joined)) _draft.Add(apart, joined);
        else _draft.Add(layer);
    }

    private string[]? Choose(LayerKind kind)
    {
        if (_draft.Sources(_ => true) is not { Length: > 0 } sources) return null;
        var first = _draw.Of(sources);
        var shape = _draft.ShapeOf(first);
        if (kind.Reads == Reads.Numbers) return [first];
        if (kind.Reads == Reads.Image) return _draft.Sources(s => s.Axis is null or { IsImage: true }) is { Length: > 0 } images ? [_draw.Of(images)] : null;
        if (kind.Reads == Reads.Memory)
        {
            var keys = _draft.Sources(s => s.Time && s.Columns.Size == shape.Columns.Size);
            return keys.Length == 0 || _draw.Chance(3) ? [first] : [first, .. Enumerable.Repeat(_draw.Of(keys), _draw.Between(1, 2))];
        }

        var others = _draft.Sources(s => s.Axis == shape.Axis);
        var alike = _draft.Sources(s => s.Axis == shape.Axis && s.Columns.Size == shape.Columns.Size);
        return [first, .. Enumerable.Range(0, _draw.Between(1, 2)).Select(_ => _draw.Of(_draw.Chance(2) ? alike : others))];
    }

    /// <summary>Two heads become one; false if none fit.</summary>
    private bool Join()
    {
        var heads = _draft.Heads.GroupBy(h => _draft.ShapeOf(h).Axis).FirstOrDefault(g => g.Count() > 1);
        if (heads is null) return false;
        var join = new JoinSpec(_draft.NextName(typeof(JoinSpec)), JoinKind.Concatenate) { From = heads.Take(2).ToArray() };
        if (!_draft.Takes(join)) return false;
        _draft.Add(join);
        return true;
    }
}
