namespace RnnGen.Compiler.Spec;

/// <summary>
/// Weights mean the same whatever it says: names, how weights are drawn, what only training does, what is handed out in addition. A file of
/// weights fits two models that differ in nothing else.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property)]
public sealed class IncidentalAttribute : Attribute;
