using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

public sealed record DropoutSpec(string Name, float Rate) : LayerSpec(Name);
