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
        var alpha = GetNumber(name + "Alpha", kind is null ? $"there is no {name}" : kind.Value.HasAlpha() ? null : $"{kind} has no α");
        var beta = GetNumber(name + "Beta", kind is null ? $"there is no {name}" : kind.Value.HasBeta() ? null : $"{kind} has no β");
        return kind is { } given ? new ActivationSpec(given, alpha, beta) : null;
    }

    /// <summary>An initializer with its number; null if it is absent.</summary>
    public InitializerChoice? GetInitializer(string name)
    {
        var kind = GetEnum<InitializerKind>(name);
        var number = GetNumber(name + "Value", kind is null ? $"there is no {name}" : kind.Value.HasNumber() ? null : $"{kind} has no number");
        if (number < 0 && kind?.HasSize() == true) Contradictions.Add(($"{name}Value = {Invariant.Text(number.Value)}", $"the number of {kind} is not negative"));
        return kind is { } given ? new InitializerChoice(given, number) : null;
    }

    /// <summary>A number that is finite; null if it is absent.</summary>
    /// <param name="name">The argument.</param>
    /// <param name="idle">Why it has no effect here; null where it has one.</param>
    private double? GetNumber(string name, string? idle)
    {
        if (!Has(name)) return null;
        var number = Get(name, 0.0);
        if (idle is not null) Contradictions.Add(($"{name} = {Invariant.Text(number)}", idle));
        if (double.IsNaN(number) || double.IsInfinity(number)) Contradictions.Add(($"{name} = {Invariant.Text(number)}", "a number has to be finite"));
        return number;
    }
}
