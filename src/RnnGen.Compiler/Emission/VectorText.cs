using RnnGen.Compiler.Targets;

namespace RnnGen.Compiler.Emission;

/// <summary>How vector operations of a width are written in C#. Pointers are dereferenced: the JIT treats that as no call at all.</summary>
internal sealed class VectorText(int lanes, string real)
{
    public int Lanes { get; } = lanes;

    /// <summary>The static class of the vector type; empty for scalars.</summary>
    public string Class { get; } = lanes switch { 16 => "Vector512", 8 => "Vector256", 4 => "Vector128", _ => "" };

    /// <summary>The type of an element.</summary>
    public string Element { get; } = real;

    public string Type => Lanes == 1 ? Element : $"{Class}<{Element}>";

    public string Load(string pointer) =>
        Lanes > 1 ? $"*({Type}*)({pointer})" : pointer.IndexOf(' ') < 0 ? "*" + pointer : $"*({pointer})";

    public string Store(string pointer, string value) => $"{Load(pointer)} = {value};";

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
