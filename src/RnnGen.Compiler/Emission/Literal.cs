using System.Globalization;

namespace RnnGen.Compiler.Emission;

/// <summary>Numbers as C# text, the same in every culture.</summary>
internal static class Literal
{
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(float number) => number.ToString("G9", CultureInfo.InvariantCulture) + "f";

    /// <summary>A constant of the equations in the model's element type.</summary>
    public static string Of(double number, string real) =>
        number.ToString("G17", CultureInfo.InvariantCulture) + (real == "float" ? "f" : "d");

    /// <summary>A C# string literal.</summary>
    public static string Of(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
