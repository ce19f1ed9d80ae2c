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
    public (string Needed, string Got, string Text)? Apply(LayerSpec layer)
    {
        var before = _features;
        switch (layer)
        {
            case RecurrentSpec recurrent:
                var missing = !_isSequence;
                _features = recurrent.Units;
                _isSequence = recurrent.Return == ReturnKind.Sequence;
                var collapsedBy = _collapsedBy;
                if (!_isSequence) _collapsedBy = recurrent.Name;
                return missing ? Missing(before, collapsedBy) : null;
            case DenseSpec dense:
                _features = dense.Units;
                return null;
            default:
                return null;
        }
    }

    private (string Needed, string Got, string Text) Missing(int features, string? collapsedBy)
    {
        var vector = Invariant.Text(features);
        var steps = _steps > 0 ? Invariant.Text(_steps) : "steps";
        var fix = collapsedBy is null
            ? $"declare [Input(steps: …, features: {Invariant.Text(spec.Input.Features)})]"
            : $"set Return = Sequence on '{collapsedBy}'";
        return ($"{steps} × {vector}", vector, fix);
    }
}
