using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Benchmarks.Limits;

/// <summary>
/// How weights are stored, as a type argument so that loops inline what it takes to multiply by them: by hand what the compiler's WeightText writes.
/// </summary>
internal interface IStoredWeights
{
    /// <summary>Left values that a word of 32 bits has weights for, one, two or four.</summary>
    static abstract int PerWord { get; }

    /// <summary>The sums with the left values times the weights of some words added; left values that a word has no weight for stay unread.</summary>
    static abstract Vector512<float> Add(Vector512<float> sums, Vector512<int> words, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d);

    /// <inheritdoc cref="Add(Vector512{float}, Vector512{int}, Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    static abstract Vector256<float> Add(Vector256<float> sums, Vector256<int> words, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d);
}

/// <summary>A word is a weight.</summary>
internal readonly struct ExactWeights : IStoredWeights
{
    public static int PerWord => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> sums, Vector512<int> words, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) =>
        Avx512F.FusedMultiplyAdd(a, words.AsSingle(), sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> sums, Vector256<int> words, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d) =>
        Fma.MultiplyAdd(a, words.AsSingle(), sums);
}

/// <summary>A word is two weights without their lower halves: a shift makes one of them a number, a mask the other.</summary>
internal readonly struct Bf16Weights : IStoredWeights
{
    private const int Upper = -0x10000;

    public static int PerWord => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> sums, Vector512<int> words, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        sums = Avx512F.FusedMultiplyAdd(a, (words << 16).AsSingle(), sums);
        return Avx512F.FusedMultiplyAdd(b, (words & Vector512.Create(Upper)).AsSingle(), sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> sums, Vector256<int> words, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        sums = Fma.MultiplyAdd(a, (words << 16).AsSingle(), sums);
        return Fma.MultiplyAdd(b, (words & Vector256.Create(Upper)).AsSingle(), sums);
    }
}

/// <summary>A word is four whole numbers: each is brought to the highest place, freed of the others there, and converted.</summary>
internal readonly struct Int8Weights : IStoredWeights
{
    private const int Highest = -0x1000000;

    public static int PerWord => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> sums, Vector512<int> words, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        sums = Avx512F.FusedMultiplyAdd(a, Vector512.ConvertToSingle(words << 24), sums);
        sums = Avx512F.FusedMultiplyAdd(b, Vector512.ConvertToSingle((words << 16) & Vector512.Create(Highest)), sums);
        sums = Avx512F.FusedMultiplyAdd(c, Vector512.ConvertToSingle((words << 8) & Vector512.Create(Highest)), sums);
        return Avx512F.FusedMultiplyAdd(d, Vector512.ConvertToSingle(words & Vector512.Create(Highest)), sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> sums, Vector256<int> words, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        sums = Fma.MultiplyAdd(a, Vector256.ConvertToSingle(words << 24), sums);
        sums = Fma.MultiplyAdd(b, Vector256.ConvertToSingle((words << 16) & Vector256.Create(Highest)), sums);
        sums = Fma.MultiplyAdd(c, Vector256.ConvertToSingle((words << 8) & Vector256.Create(Highest)), sums);
        return Fma.MultiplyAdd(d, Vector256.ConvertToSingle(words & Vector256.Create(Highest)), sums);
    }
}
