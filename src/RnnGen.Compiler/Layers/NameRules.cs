using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>The names that generated code makes of the declaration must not collide.</summary>
internal static class NameRules
{
    /// <summary>The extent of the model's input; layers of that name would share its constants.</summary>
    public const string InputDimension = "InputFeature";

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "InputFeatures", "Steps", "OutputFeatures", "ParameterCount", "FlopsPerStep", "StateBytes", "ModelDescription", "Parameters",
        "RefreshWeights", "Save", "Load", "CreateWorkspace", "Workspace", "Predict", "InitialState", "State", "Step",
        "CreateTrainingWorkspace", "TrainingWorkspace", "Forward", "Loss", "Backward",
    };

    public static void Check(ModelSpec spec)
    {
        if (Members.Contains(spec.Name)) throw new SpecException(SpecRule.ReservedName, -1, spec.Name);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { InputDimension };
        for (var i = 0; i < spec.Layers.Count; i++)
        {
            foreach (var identifier in spec.Layers[i].Identifiers)
            {
                if (!taken.Add(identifier)) throw new SpecException(SpecRule.DuplicateName, i, spec.Name, spec.Layers[i].Name);
            }
        }
    }
}
