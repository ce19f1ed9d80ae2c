using System.Collections;
using System.Globalization;
using System.Reflection;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// What two declarations must share so that weights of one mean the same in the other: the inputs, the layers with their options and what
/// they read, without what is <see cref="IncidentalAttribute">incidental</see>. Inputs and layers stand for their numbers, not for their names. What has
/// its type's default value is left out, so that an option which a later version adds changes nothing where nobody sets it.
/// </summary>
internal static class ContractText
{
    public static IEnumerable<string> Of(ModelSpec spec)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        var layers = 0;
        foreach (var input in spec.Inputs)
        {
            numbers[LayerOrder.InputMark + input.Name] = "input" + Number(numbers.Count);
            yield return Text(input);
        }

        foreach (var placed in LayerOrder.Of(spec).Layers)
        {
            var layer = spec.Layers[placed.Index];
            string[] sources = [.. placed.Sources.Select(s => numbers[LayerOrder.Owner(s)] + s.Substring(LayerOrder.Owner(s).Length))];
            if (IsIncidental(layer.GetType()))
            {
                // Who reads it reads what it reads.
                numbers[placed.Key] = sources[0];
                continue;
            }

            numbers[placed.Key] = "layer" + Number(layers++);
            yield return $"{numbers[placed.Key]} ({string.Join(", ", sources)}) {Text(layer)}";
        }
    }

    /// <summary>A value by its type and its properties in the order of their names, numbers by their bits: the same on every run time.</summary>
    private static string Text(object value) => value switch
    {
        string text => text,
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        float number => Text((double)number),
        bool or Enum => value.ToString()!,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => "[" + string.Join(", ", items.Cast<object>().Select(Text)) + "]",
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Properties(value))} }}",
    };

    private static IEnumerable<string> Properties(object value) =>
        from property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.Name, StringComparer.Ordinal)
        where property.CanWrite && !IsIncidental(property) && !IsIncidental(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
        let content = property.GetValue(value)
        where content is not null && !content.Equals(Default(property.PropertyType))
        select $"{property.Name} = {Text(content)}";

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static bool IsIncidental(MemberInfo member) => member.IsDefined(typeof(IncidentalAttribute), inherit: true);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
