using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>A single element: doubles, and floats where there are no vectors.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct ScalarLanes<T> : ILanes<T, T>
    where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Broadcast(T value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LoadPartial(T* p, int count) => count > 0 ? *p : T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePartial(T* p, T v, int count)
    {
        if (count > 0) *p = v;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T a, T b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd(T a, T b, T c) => (a * b) + c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(T a, T b) => T.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(T v) => v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(T* p, T a, T b, T c, T d) => (p[0], p[1], p[2], p[3]) = (a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(T v) => v;
}
