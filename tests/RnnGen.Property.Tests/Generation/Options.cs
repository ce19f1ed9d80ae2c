using System.Reflection;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Generation;

/// <summary>The options of specs, found by reflection, so that a new one is drawn without a word here.</summary>
internal static class Options
{
    private static readonly InitializerSpec[] Initializers =
    [
        new InitializerSpec.Uniform(0.5), new InitializerSpec.Normal(0, 0.5), new InitializerSpec.Constant(0.25), new InitializerSpec.Orthogonal(1),
    ];

    /// <summary>
    /// All that a declaration can say about a record, but its name and whom it reads, which the topology settles, and all states as an output: the
    /// rows of these properties are steps, and there is one state more (the conformance tests have them).
    /// </summary>
    public static IEnumerable<PropertyInfo> Of(Type record) => record.GetProperties()
        .Where(p => p is { SetMethod.IsPublic: true } && p.Name is not (nameof(LayerSpec.Name) or nameof(LayerSpec.From) or nameof(RecurrentSpec.HiddenStatesOutput)));

    /// <summary>Those that the constructor does not ask for.</summary>
    public static IEnumerable<PropertyInfo> Optional(Type record)
    {
        var required = record.GetConstructors()[0].GetParameters().Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return Of(record).Where(p => !required.Contains(p.Name));
    }

    /// <summary>The record with some options drawn; one that contradicts the others is taken back.</summary>
    public static T Vary<T>(T record, Draw draw, IReadOnlyList<string> names, Func<T, bool> isValid, Func<PropertyInfo, bool> wanted)
        where T : class
    {
        // Some have many, so that options meet that need one another, some have few.
        var often = draw.Of([2, 3, 6]);
        foreach (var option in Optional(record.GetType()).Where(wanted))
        {
            if (!draw.Chance(often)) continue;
            var varied = With(record, option, Value(option.PropertyType, draw, names, record is RecurrentSpec ? ActivationKind.Exponential : null));
            if (isValid(varied)) record = varied;
        }

        return record;
    }

    /// <summary><c>record with { Option = value }</c>.</summary>
    public static T With<T>(T record, PropertyInfo option, object value)
        where T : class
    {
        var copy = (T)record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        option.SetValue(copy, value);
        return copy;
    }

    /// <summary>Exponentials of exponentials from step to step leave what a number can hold: recurrent layers draw others.</summary>
    public static ActivationSpec Activation(Draw draw, ActivationKind? except = null)
    {
        var kind = draw.Of([.. Enum.GetValues<ActivationKind>().Where(k => k != except)]);
        return draw.Chance(4) ? new ActivationSpec(kind, 0.75, 0.5) : kind;
    }

    private static object Value(Type type, Draw draw, IReadOnlyList<string> names, ActivationKind? except)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum) return draw.Of([.. Enum.GetValues(type).Cast<object>()]);
        if (type == typeof(bool)) return !draw.Chance(4);
        if (type == typeof(int)) return draw.Between(1, 3);
        if (type == typeof(float)) return draw.Of([0.25f, 0.5f]);
        if (type == typeof(double)) return draw.Of([0.25, 0.5]);
        if (type == typeof(string)) return draw.Of(names);
        if (type == typeof(ActivationSpec)) return Activation(draw, except);
        if (type == typeof(InitializerChoice)) return new InitializerChoice(draw.Value<InitializerKind>(), draw.Chance(2) ? 0.5 : null);
        if (type == typeof(InitializerSpec)) return draw.Of(Initializers);
        throw new NotSupportedException($"How is a {type} drawn?");
    }
}
