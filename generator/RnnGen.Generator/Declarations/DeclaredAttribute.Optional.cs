using RnnGen.Compiler.Layers;

namespace RnnGen.Generator.Declarations;

/// <content>Arguments that mean something by their absence, and those that come with a number of their own.</content>
internal sealed partial class DeclaredAttribute
{
    /// <summary>The value of an enum argument; null if it is absent.</summary>
    public TEnum? GetEnum<TEnum>(string name)
        where TEnum : struct, Enum => Has(name) ? GetEnum(name, default(TEnum)) : null;

    /// <summary>An activation with its α and β; null if it is absent.</summary>
    public ActivationSpec? GetActivation(string name) => GetActivation(name, name);

    /// <summary>An activation under one name, its α and β under another.</summary>
    public ActivationSpec? GetActivation(string argument, string name)
    {
        var kind = GetEnum<ActivationKind>(argument);
        var (alpha, beta) = (GetNumber(name + "Alpha", kind is null, name), GetNumber(name + "Beta", kind is null, name));
        return kind is { } given ? new ActivationSpec(given, alpha, beta) : null;
    }

    /// <summary>An initializer with its number; null if it is absent.</summary>
    public InitializerChoice? GetInitializer(string name)
    {
        var kind = GetEnum<InitializerKind>(name);
        var number = GetNumber(name + "Value", kind is null, name);
        return kind is { } given ? new InitializerChoice(given, number) : null;
    }

    private double? GetNumber(string name, bool idle, string of)
    {
        if (!Has(name)) return null;
        var number = Get(name, 0.0);
        var text = number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        if (idle) Contradictions.Add(($"{name} = {text}", $"there is no {of}"));
        if (double.IsNaN(number) || double.IsInfinity(number)) Contradictions.Add(($"{name} = {text}", "a number has to be finite"));
        return number;
    }
}
