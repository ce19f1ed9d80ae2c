using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// How the weights of a panel are stored. A panel is made of words, each as large as a number of the model: one vector load gives a word of
/// every unit. A word holds the weights of one left element or of several successive ones; those that a left operand does not have are zero.
/// </summary>
/// <param name="PerWord">Left elements of a word: 1 or 2.</param>
public sealed record WeightFormat(int PerWord)
{
    /// <summary>A word is a weight.</summary>
    public static readonly WeightFormat Exact = new(1);

    /// <summary>Two weights rounded to bfloat16, whose bits are the upper half of a float's: the first in the lower half of the word.</summary>
    public static readonly WeightFormat Bf16 = new(2);

    public static WeightFormat Of(WeightPrecision weights) => weights switch
    {
        WeightPrecision.Exact => Exact,
        WeightPrecision.Bf16 => Bf16,
        _ => throw new ArgumentOutOfRangeException(nameof(weights), weights, null),
    };

    /// <summary>Words for so many elements of one left operand.</summary>
    public int Words(int elements) => (elements + PerWord - 1) / PerWord;
}
