using System.Globalization;

namespace RnnGen.Compiler.Layers;

/// <summary>Which cell of a recurrent layer: how deep in the stack, in which direction.</summary>
/// <param name="Index">0 for the lowest.</param>
/// <param name="Reverse">Whether it runs from the last step to the first.</param>
/// <param name="Stacked">Whether there are several on one another.</param>
public readonly record struct CellPlace(int Index, bool Reverse, bool Stacked)
{
    /// <summary>The end of its parameters' names, as PyTorch has it: <c>_l0_reverse</c>.</summary>
    public string Suffix => "_l" + Index.ToString(CultureInfo.InvariantCulture) + (Reverse ? "_reverse" : "");

    /// <summary>The beginning of its values' names: <c>l0_back_</c>; nothing where a layer has one cell only.</summary>
    public string Prefix => (Stacked ? "l" + Index.ToString(CultureInfo.InvariantCulture) + "_" : "") + (Reverse ? "back_" : "");
}
