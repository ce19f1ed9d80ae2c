using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Scheduling;

/// <summary>
/// How the weights of a panel are stored. A panel is made of words, each as large as a number of the model: one vector load gives a word of
/// every unit. A word holds the weights of one left element or of several successive ones; those that a left operand does not have are zero.
/// </summary>
/// <param name="PerWord">Left elements of a word: 1, 2 or 4.</param>
/// <param name="SideBySide">
/// Whether the blocks of a wide panel lie side by side, word by word, rather than one behind the other. All of them are then one stream: a single row, which
/// reads every block at once, gets it from the second cache almost twice as fast as eight streams; many rows, which read a block again and again,
/// find less of it in the first.
/// </param>
/// <param name="HasScales">Whether a unit's words are multiples of a number of its own: a panel then has a row of these behind its row of biases.</param>
public sealed record WeightFormat(int PerWord, bool SideBySide, bool HasScales)
{
    /// <summary>A word is a weight.</summary>
    public static readonly WeightFormat Exact = new(1, SideBySide: false, HasScales: false);

    /// <summary>A word is a weight, for a single row.</summary>
    public static readonly WeightFormat ByRow = new(1, SideBySide: true, HasScales: false);

    /// <summary>Two weights rounded to bfloat16, whose bits are the upper half of a float's: the first in the lower half of the word.</summary>
    public static readonly WeightFormat Bf16 = new(2, SideBySide: true, HasScales: false);

    /// <summary>Four whole numbers of 8 bits, −127 … 127, the first in the lowest byte. The largest weight of a unit in a product is 127 scales.</summary>
    public static readonly WeightFormat Int8 = new(4, SideBySide: true, HasScales: true);

    /// <summary>The format of a model.</summary>
    /// <param name="weights">What it declares.</param>
    /// <param name="byRow">Whether it is made for single rows: it only predicts, has a Step, and more weights than the first cache holds.</param>
    public static WeightFormat Of(WeightPrecision weights, bool byRow) => weights switch
    {
        WeightPrecision.Exact => byRow ? ByRow : Exact,
        WeightPrecision.Bf16 => Bf16,
        WeightPrecision.Int8 => Int8,
        _ => throw new ArgumentOutOfRangeException(nameof(weights), weights, null),
    };

    /// <summary>Words for so many elements of one left operand.</summary>
    public int Words(int elements) => (elements + PerWord - 1) / PerWord;
}
