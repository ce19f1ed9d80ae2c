using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// How vector operations of a width are written in C#. Pointers are dereferenced: the JIT treats that as no call at all. An offset is an
/// index: for a sum of a pointer and a number, the C# compiler tries every + that there is, which took a third of its time.
/// </summary>
internal sealed class VectorText(int lanes, string real)
{
    public int Lanes { get; } = lanes;

    /// <summary>The static class of the vector type; empty for scalars.</summary>
    public string Class { get; } = lanes switch { 16 => "Vector512", 8 => "Vector256", 4 => "Vector128", _ => "" };

    /// <summary>The type of an element.</summary>
    public string Element { get; } = real;

    public string Type => Lanes == 1 ? Element : $"{Class}<{Element}>";

    /// <summary>What lies at a pointer, or so many elements behind it.</summary>
    public string Load(string pointer, string offset = "")
    {
        if (Lanes == 1) return offset.Length == 0 ? "*" + pointer : $"{pointer}[{offset}]";
        return $"*({Type}*)" + At(pointer, offset);
    }

    public string Store(string pointer, string offset, string value) => $"{Load(pointer, offset)} = {value};";

    /// <summary>The lanes of a wider vector, or of one as wide, from one on.</summary>
    public string PartOf(VectorText wider, string value, int lane = 0)
    {
        for (var lanes = wider.Lanes; lanes > Lanes; lanes /= 2) value += lane % lanes < lanes / 2 ? ".GetLower()" : ".GetUpper()";
        return value;
    }

    /// <summary>The vector of equal parts, one after the other.</summary>
    public string Joined(IReadOnlyList<string> parts)
    {
        if (parts.Count == 1) return parts[0];
        var half = new VectorText(Lanes / 2, Element);
        return $"{Class}.Create({half.Joined([.. parts.Take(parts.Count / 2)])}, {half.Joined([.. parts.Skip(parts.Count / 2)])})";
    }

    /// <summary>So many elements behind a pointer; what is itself a place behind another is added to.</summary>
    public static string At(string pointer, string offset) =>
        offset.Length == 0 ? pointer : pointer.IndexOf('&') == 0 || pointer.IndexOf(' ') >= 0 ? $"{pointer} + ({offset})" : $"&{pointer}[{offset}]";

    public string Broadcast(string scalar) => Lanes == 1 ? scalar : $"{Class}.Create({scalar})";

    public string Zero => Lanes == 1 ? "0" : $"{Type}.Zero";

    /// <summary>What tells the parts of a sum apart; the first has the name of the sum.</summary>
    public static string Part(int part) => part == 0 ? "" : ((char)('a' + part)).ToString();

    /// <summary>The sum of the parts, in pairs.</summary>
    public static string Total(Func<int, string> part, int parts) => parts switch
    {
        1 => part(0),
        2 => $"{part(0)} + {part(1)}",
        _ => $"({part(0)} + {part(1)}) + ({part(2)} + {part(3)})",
    };

    public static VectorText Widest(Target target, string real) => new(target.Lanes, real);
}
