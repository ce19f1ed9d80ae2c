using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

// The tails of rows. Generated code passes constant counts, so that the 256- and 128-bit forms fold to a few plain moves;
// two lanes move as one double.
public static unsafe partial class VectorMath
{
    /// <summary>Loads the first <paramref name="count"/> lanes and touches no memory beyond them.</summary>
    /// <param name="p">The first element; any alignment.</param>
    /// <param name="count">Number of lanes, from 0 to all.</param>
    /// <returns>The lanes; those beyond are 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadPartial512(float* p, int count) =>
        Avx512F.MaskLoad(p, FirstLanes(count), Vector512<float>.Zero);

    /// <inheritdoc cref="LoadPartial512(float*, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadPartial256(float* p, int count) =>
        count >= 8 ? *(Vector256<float>*)p
        : count >= 4 ? Vector256.Create(*(Vector128<float>*)p, LoadPartial128(p + 4, count - 4))
        : Vector256.Create(LoadPartial128(p, count), Vector128<float>.Zero);

    /// <inheritdoc cref="LoadPartial512(float*, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadPartial128(float* p, int count) => count switch
    {
        >= 4 => *(Vector128<float>*)p,
        3 => Vector128.CreateScalar(*(double*)p).AsSingle().WithElement(2, p[2]),
        2 => Vector128.CreateScalar(*(double*)p).AsSingle(),
        1 => Vector128.CreateScalar(*p),
        _ => Vector128<float>.Zero,
    };

    /// <summary>Stores the first <paramref name="count"/> lanes and touches no memory beyond them.</summary>
    /// <param name="p">The first element; any alignment.</param>
    /// <param name="v">The lanes.</param>
    /// <param name="count">Number of lanes, from 0 to all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(float* p, Vector512<float> v, int count) => Avx512F.MaskStore(p, FirstLanes(count), v);

    /// <inheritdoc cref="StorePartial(float*, Vector512{float}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(float* p, Vector256<float> v, int count)
    {
        if (count >= 8)
        {
            *(Vector256<float>*)p = v;
        }
        else if (count >= 4)
        {
            *(Vector128<float>*)p = v.GetLower();
            StorePartial(p + 4, v.GetUpper(), count - 4);
        }
        else
        {
            StorePartial(p, v.GetLower(), count);
        }
    }

    /// <inheritdoc cref="StorePartial(float*, Vector512{float}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(float* p, Vector128<float> v, int count)
    {
        if (count >= 4)
        {
            *(Vector128<float>*)p = v;
            return;
        }

        if (count >= 2)
            *(double*)p = v.AsDouble().ToScalar();
        if (count == 1)
            *p = v.ToScalar();
        if (count == 3)
            p[2] = v.GetElement(2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FirstLanes(int count) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
}
