using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Generator.Declarations;

/// <summary>Follows a sample through the layers: what it is made of, whether it still has a time axis, and who took that away.</summary>
internal sealed class SequenceFlow(ModelSpec spec)
{
    private readonly int _steps = spec.Input.Steps;
    private int _features = spec.Input.Features;
    private bool _isSequence = spec.Input.Steps > 0;
    private string? _collapsedBy;

    /// <summary>What a layer misses, the shape it would read and how to get there; null if it reads what it gets.</summary>
    public (string Needed, string Got, string Fix)? Apply(LayerSpec layer)
    {
        if (layer is DenseSpec dense) _features = dense.Units;
        if (layer is not RecurrentSpec recurrent) return null;

        var missing = _isSequence ? default((string, string, string)?) : Missing();
        _features = recurrent.Units;
        _isSequence = recurrent.Return == ReturnKind.Sequence;
        if (!_isSequence) _collapsedBy = recurrent.Name;
        return missing;
    }

    private (string Needed, string Got, string Fix) Missing()
    {
        var vector = Invariant.Text(_features);
        var steps = _steps > 0 ? Invariant.Text(_steps) : "steps";
        var fix = _collapsedBy is null
            ? $"declare [Input(steps: …, features: {Invariant.Text(spec.Input.Features)})]"
            : $"set Return = Sequence on '{_collapsedBy}'";
        return ($"{steps} × {vector}", vector, fix);
    }
}
