namespace RnnGen.Compiler.Spec;

/// <summary>One declared layer. Each kind is a record of its own in Layers/, which also states its equations.</summary>
/// <param name="Name">Unique name, the prefix of its parameters: <c>gru1</c>.</param>
public abstract record LayerSpec(string Name);
