using RnnGen.Compiler.Layers;

namespace RnnGen.Compiler.Spec;

/// <summary>One declared layer. Each kind is a record of its own in Layers/, which states its equations and nothing else.</summary>
/// <param name="Name">Unique name, the prefix of its parameters: <c>gru1</c>.</param>
public abstract record LayerSpec([property: Incidental] string Name)
{
    /// <summary>The layers or inputs it reads, by name; none stands for the layer before it.</summary>
    [Incidental]
    public EquatableArray<string> From { get; init; }

    /// <summary>Whether its weights are trained; those of a frozen layer stay as they are.</summary>
    [Incidental]
    public bool Trainable { get; init; } = true;

    /// <summary>Layers it reads beside its inputs, by name: where states start from.</summary>
    public virtual IEnumerable<string> AlsoReads => [];

    /// <summary>The identifiers that generated code makes of the name; those of two layers must differ.</summary>
    public virtual IEnumerable<string> Identifiers => [Identifier.Pascal(Name)];

    /// <summary>Whether it reads tokens; all other layers read numbers.</summary>
    public virtual bool ReadsTokens => false;

    /// <summary>Adds the layer's equations to the graph and returns its output.</summary>
    public virtual Flow Lower(LayerContext layer, IReadOnlyList<Flow> inputs)
    {
        layer.Require(inputs.Count == 1, SpecRule.Contradiction, $"From = \"{string.Join(", ", From)}\"", "this layer reads one input; join several with [Concatenate], [Add] or another merging layer");
        return Lower(layer, inputs[0]);
    }

    /// <summary>The same, for layers that read one input.</summary>
    protected virtual Flow Lower(LayerContext layer, Flow input) => throw new NotSupportedException(GetType().Name);
}
