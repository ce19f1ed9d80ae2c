using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>The names that generated code makes of the declaration must not collide.</summary>
public static class NameRules
{
    /// <summary>The extent of the model's input; layers of that name would share its constants.</summary>
    public const string InputDimension = "InputFeature";

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "InputFeatures", "Steps", "OutputFeatures", "ParameterCount", "FlopsPerStep", "StateBytes", "ModelDescription", "Parameters",
        "RefreshWeights", "Save", "Load", "CreateWorkspace", "Workspace", "Predict", "InitialState", "State", "Step",
        "CreateTrainingWorkspace", "TrainingWorkspace", "Forward", "Loss", "Backward",
    };

    /// <summary>Every name that collides with one before it.</summary>
    public static IEnumerable<SpecException> Violations(ModelSpec spec)
    {
        if (Members.Contains(spec.Name)) yield return new SpecException(SpecRule.ReservedName, -1, spec.Name);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { InputDimension };
        for (var i = 0; i < spec.Layers.Count; i++)
        {
            var layer = spec.Layers[i];
            if (layer.Identifiers.Count(identifier => !taken.Add(identifier)) > 0)
                yield return new SpecException(SpecRule.DuplicateName, i, spec.Name, layer.Name);
        }
    }
}
