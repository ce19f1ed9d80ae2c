using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>The names that generated code makes of the declaration must not collide.</summary>
public static class NameRules
{
    /// <summary>The extent of the model's input; layers of that name would share its constants.</summary>
    public const string InputDimension = "InputFeature";

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "Vocabulary", "InputFeatures", "Steps", "OutputFeatures", "ParameterCount", "FlopsPerStep", "StateBytes", "ModelDescription", "Parameters",
        "RefreshWeights", "Save", "Load", "CreateWorkspace", "Workspace", "Predict", "PredictSample", "InitialState", "State", "Step",
        "CreateTrainingWorkspace", "TrainingWorkspace", "Forward", "Loss", "Backward",
    };

    /// <summary>Parameters and variables of generated members and programs, beside those of the caller's tensors.</summary>
    private static readonly HashSet<string> Variables = new(StringComparer.Ordinal)
    {
        "batch", "workspace", "steps", "state", "states", "memory", "space", "arena", "loss", "packed", "parameters", "gradients", "seed", "step", "turned", "maxBatch", "maxSteps",
        "t", "first", "count", "chunk", "row", "rows", "chunkRow", "firstRow", "call", "firstGradient", "gradientCount",
        "worker", "teamWorker", "sample", "samples", "sampleOrder", "counting", "countingRow", "countingRows", "firstCounting",
        "shareStep", "shareCount", "shareFirst", "shareRows", "shareRow", "shareCounting", "shareCountingRows",
    };

    /// <summary>Members of the class of training workspaces, to which the outputs are added.</summary>
    private static readonly HashSet<string> WorkspaceMembers = new(StringComparer.Ordinal)
    {
        "Outputs", "OutputsBuffer", "Gradients", "Seed", "Step", "Batch", "BatchSteps", "MaxBatch", "MaxSteps", "Bytes", "HasLoss", "Begin", "Expect", "End", "Arena",
        "CanCarryState", "CarryState", "ResetState", "StartsFromState", "TrainingWorkspace", "Equals", "GetHashCode", "GetType", "ToString", "Finalize", "MemberwiseClone", "ReferenceEquals",
    };

    /// <summary>The tensor of the lengths of an input.</summary>
    public static TensorId LengthsOf(InputSpec input) => new(TensorRole.Lengths, input.Name);

    /// <summary>Every name that collides with one before it.</summary>
    public static IEnumerable<SpecException> Violations(ModelSpec spec)
    {
        if (Members.Contains(spec.Name)) yield return new SpecException(SpecRule.ReservedName, -1, spec.Name);
        var inputs = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < spec.Inputs.Count; i++)
        {
            if (!inputs.Add(Identifier.Pascal(spec.Inputs[i].Name))) yield return new SpecException(SpecRule.DuplicateName, SpecPart.Input, i, spec.Name, spec.Inputs[i].Name);
        }

        // A layer may bear the name that an input has by default.
        inputs.Remove(TensorId.DefaultInput);
        var taken = new HashSet<string>(inputs, StringComparer.OrdinalIgnoreCase) { InputDimension };
        for (var i = 0; i < spec.Layers.Count; i++)
        {
            var layer = spec.Layers[i];
            if (layer.Identifiers.Count(identifier => !taken.Add(identifier)) > 0)
                yield return new SpecException(SpecRule.DuplicateName, i, spec.Name, layer.Name);
        }
    }

    /// <summary>
    /// The caller's tensors are parameters of generated members, each under one identifier. Those of the only output and its target are
    /// nobody else's, whether there is a loss or not.
    /// </summary>
    internal static IEnumerable<SpecException> TensorViolations(Lowering lowering)
    {
        var spec = lowering.Spec;
        TensorId[] read = [.. lowering.Graph.Values.Where(v => v.Op == Op.Input).Select(v => v.Get<InputAttribute>().Tensor)];
        TensorId[] tensors =
        [
            new(TensorRole.Output, TensorId.OnlyOutput), new(TensorRole.Target, TensorId.OnlyOutput), .. read.Where(t => t.Role == TensorRole.Target), .. read, .. spec.Inputs.Where(i => i.Lengths).Select(LengthsOf),
            .. lowering.Graph.Roots.Where(r => r.Kind == RootKind.Output).Select(r => r.Tensor),
        ];
        var taken = new HashSet<string>(Variables, StringComparer.Ordinal);
        foreach (var tensor in tensors.Concat(tensors.Select(t => t.Gradient)).Distinct())
        {
            var identifier = Identifier.Camel(tensor.Name).TrimStart('@');
            var isMember = tensor.Role is TensorRole.Output or TensorRole.Final or TensorRole.States or TensorRole.Inner && WorkspaceMembers.Contains(Identifier.Pascal(tensor.Name));
            if (taken.Add(identifier) && taken.Add(identifier + "Pointer") && taken.Add(identifier + "Data") && !isMember) continue;
            var isOfInput = tensor.Role is TensorRole.Input or TensorRole.Lengths;
            var input = Enumerable.Range(0, spec.Inputs.Count).Where(i => isOfInput && tensor.Of == spec.Inputs[i].Name).DefaultIfEmpty(-1).First();
            var layer = Enumerable.Range(0, spec.Layers.Count).Where(i => spec.Layers[i].Name == LayerOrder.Owner(tensor.Of)).DefaultIfEmpty(-1).First();
            yield return input >= 0
                ? new SpecException(SpecRule.ReservedTensorName, SpecPart.Input, input, spec.Name, spec.Inputs[input].Name)
                : new SpecException(SpecRule.ReservedTensorName, layer, spec.Name, layer >= 0 ? spec.Layers[layer].Name : tensor.Name);
        }
    }
}
