using System.Globalization;

namespace RnnGen.Generator.Declarations;

/// <summary>Numbers in messages, the same under every culture.</summary>
internal static class Invariant
{
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Text(float number) => number.ToString("R", CultureInfo.InvariantCulture);
}
