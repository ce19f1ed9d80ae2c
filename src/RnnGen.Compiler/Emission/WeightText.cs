using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// How the weights of a panel are written in C#: a vector of words is loaded as it lies, and the weights of each left element in it are then made
/// numbers. With weights that are multiples of a scale, a sum begins with zero, and what it is added to waits for the scale.
/// </summary>
internal abstract class WeightText(WeightFormat format, VectorText vector)
{
    /// <summary>Left elements of a word.</summary>
    public int PerWord => format.PerWord;

    /// <summary>Whether weights are multiples of a number of their unit.</summary>
    public bool HasScales => format.HasScales;

    /// <summary>The class of the run-time library that writes panels.</summary>
    public static string PackingOf(WeightFormat format) => format.PerWord switch
    {
        1 => "WeightPacking",
        2 => "Bf16Packing",
        _ => "Int8Packing",
    };

    /// <summary>The type of a vector of words.</summary>
    public abstract string Type { get; }

    protected VectorText Vector => vector;

    public static WeightText Of(WeightFormat format, VectorText vector) => format.PerWord switch
    {
        1 => new Exact(format, vector),
        2 => new Bf16(format, vector),
        _ => new Int8(format, vector),
    };

    /// <summary>The words at a pointer, or so many words behind it.</summary>
    public virtual string Load(string pointer, string offset) => $"*({Type}*){VectorText.At(pointer, offset)}";

    /// <summary>The weights that words hold of one of their left elements.</summary>
    public abstract string Weights(string words, int element);

    /// <summary>What the first part of a sum begins with.</summary>
    public string Begin(string start) => HasScales ? vector.Zero : start;

    /// <summary>The result of a sum.</summary>
    public string End(string total, string scale, string start) => HasScales ? $"VectorMath.MultiplyAdd({scale}, {total}, {start})" : total;

    private string TypeOf(string word) => vector.Lanes == 1 ? word : $"{vector.Class}<{word}>";

    /// <summary>A word is a weight.</summary>
    private sealed class Exact(WeightFormat format, VectorText vector) : WeightText(format, vector)
    {
        public override string Type => Vector.Type;

        public override string Load(string pointer, string offset) => Vector.Load(pointer, offset);

        public override string Weights(string words, int element) => words;
    }

    /// <summary>Half a word is the upper half of a weight, whose lower half is zero.</summary>
    private sealed class Bf16(WeightFormat format, VectorText vector) : WeightText(format, vector)
    {
        private const string Upper = "0xFFFF0000u";

        public override string Type => TypeOf("uint");

        public override string Weights(string words, int element)
        {
            var bits = element == 0 ? $"{words} << 16" : $"{words} & {Vector.Broadcast(Upper)}";
            return Vector.Lanes == 1 ? $"BitConverter.UInt32BitsToSingle({bits})" : $"({bits}).AsSingle()";
        }
    }

    /// <summary>
    /// A byte in the highest place, above zeros, is how many scales a weight is. There its sign is that of the word, and the three other bytes take a
    /// mask, for which processors have more units than for another shift.
    /// </summary>
    private sealed class Int8(WeightFormat format, VectorText vector) : WeightText(format, vector)
    {
        private const int Byte = 8;
        private const string Highest = "-0x1000000";

        public override string Type => TypeOf("int");

        public override string Weights(string words, int element)
        {
            var above = (PerWord - 1 - element) * Byte;
            var shifted = above == 0 ? words : $"{words} << {Literal.Of(above)}";
            var number = element == 0 ? shifted : $"({shifted}) & {Vector.Broadcast(Highest)}";
            return Vector.Lanes == 1 ? $"(float)({number})" : $"{Vector.Class}.ConvertToSingle({number})";
        }
    }
}
