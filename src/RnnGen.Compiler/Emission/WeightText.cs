using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// How the weights of a panel are written in C#: a vector of words is loaded as it lies, and the weights of each left element in it are then made
/// numbers.
/// </summary>
internal abstract class WeightText(WeightFormat format, VectorText vector)
{
    /// <summary>Left elements of a word.</summary>
    public int PerWord => format.PerWord;

    /// <summary>The class of the run-time library that writes panels.</summary>
    public static string PackingOf(WeightFormat format) => format.PerWord == 1 ? "WeightPacking" : "Bf16Packing";

    /// <summary>The type of a vector of words.</summary>
    public abstract string Type { get; }

    protected VectorText Vector => vector;

    public static WeightText Of(WeightFormat format, VectorText vector) =>
        format.PerWord == 1 ? new Exact(format, vector) : new Bf16(format, vector);

    /// <summary>The words at a pointer, or so many words behind it.</summary>
    public abstract string Load(string pointer, string offset);

    /// <summary>The weights that words hold of one of their left elements.</summary>
    public abstract string Weights(string words, int element);

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

        public override string Type => Vector.Lanes == 1 ? "uint" : $"{Vector.Class}<uint>";

        public override string Load(string pointer, string offset) => $"*({Type}*){VectorText.At(pointer, offset)}";

        public override string Weights(string words, int element)
        {
            var bits = element == 0 ? $"{words} << 16" : $"{words} & {Vector.Broadcast(Upper)}";
            return Vector.Lanes == 1 ? $"BitConverter.UInt32BitsToSingle({bits})" : $"({bits}).AsSingle()";
        }
    }
}
