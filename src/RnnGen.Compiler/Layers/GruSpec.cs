namespace RnnGen.Compiler.Layers;

public sealed record GruSpec(string Name, int Units) : RecurrentSpec(Name, Units);
