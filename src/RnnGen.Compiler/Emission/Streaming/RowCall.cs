namespace RnnGen.Compiler.Emission;

/// <summary>
/// What the methods for any number of rows do with one: they leave it to the method that a stream has for its steps, where all extents are constants. The
/// bits are the same.
/// </summary>
internal static class RowCall
{
    /// <summary>Writes the beginning of a method with the parameter <c>rows</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="method">The method for one row.</param>
    /// <param name="arguments">Its arguments.</param>
    public static void Emit(SourceWriter writer, string method, string arguments)
    {
        using (writer.Open("if (rows == 1)"))
        {
            writer.Line($"{method}({arguments});");
            writer.Line("return;");
        }
    }
}
