using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;

namespace RnnGen.Compiler.Spec;

/// <summary>One declared layer. Each kind is a record of its own in Layers/, which states its equations and nothing else.</summary>
/// <param name="Name">Unique name, the prefix of its parameters: <c>gru1</c>.</param>
public abstract record LayerSpec(string Name)
{
    /// <summary>The identifiers that generated code makes of the name; those of two layers must differ.</summary>
    public virtual IEnumerable<string> Identifiers => [Identifier.Pascal(Name)];

    /// <summary>Adds the layer's equations to the graph and returns its output.</summary>
    public abstract Value Lower(LayerContext layer, Value input);
}
