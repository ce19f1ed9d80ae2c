using System.Collections;
using System.Globalization;
using System.Text;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>A declaration as text that one can read and paste: constructor arguments, then the options that were drawn.</summary>
internal static class SpecText
{
    public static string Of(ModelSpec spec)
    {
        var text = new StringBuilder(spec.Name).Append(spec.Trainable ? "" : " (not trainable)").Append(spec.Stateful ? " (stateful)" : "")
            .Append(spec.Weights == WeightPrecision.Exact ? "" : $" ({spec.Weights} weights)").Append(spec.Activations == ActivationAccuracy.Accurate ? "" : " (fast activations)").Append('\n');
        foreach (var part in spec.Inputs.Cast<object>().Concat(spec.Layers).Concat(spec.Losses)) text.Append("  ").Append(Record(part)).Append('\n');
        return text.ToString();
    }

    private static string Record(object record)
    {
        var type = record.GetType();
        var parameters = type.GetConstructors()[0].GetParameters();
        var arguments = parameters.Select(p => Value(type.GetProperty(p.Name!)!.GetValue(record)));
        var probe = type.GetConstructors()[0].Invoke([.. parameters.Select(p => type.GetProperty(p.Name!)!.GetValue(record))]);
        var names = parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var options = type.GetProperties()
            .Where(p => p is { SetMethod.IsPublic: true } && !names.Contains(p.Name) && !Equals(p.GetValue(record), p.GetValue(probe)))
            .Select(p => $"{p.Name} = {Value(p.GetValue(record))}").ToArray();
        return $"new {type.Name}({string.Join(", ", arguments)})" + (options.Length > 0 ? $" {{ {string.Join(", ", options)} }}" : "");
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        Enum kind => $"{kind.GetType().Name}.{kind}",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Value))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
