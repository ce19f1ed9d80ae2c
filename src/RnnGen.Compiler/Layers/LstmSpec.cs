namespace RnnGen.Compiler.Layers;

public sealed record LstmSpec(string Name, int Units) : RecurrentSpec(Name, Units);
