using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

// The loops, once for all widths. A sample's rows come one after the other, while its part of the sequence is in the cache.
public static unsafe partial class Sequences
{
    internal static void Dot<T, TVector, TLanes>(
        T* queries, int queryStride, T* keys, int keyStride, T* scores, int scoreStride,
        int rows, int batch, int keySteps, int extent, int columns)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        var keyStep = (nint)batch * keyStride;
        for (var b = 0; b < batch; b++)
        {
            for (var row = b; row < rows; row += batch)
            {
                var query = queries + ((nint)row * queryStride);
                var key = keys + ((nint)b * keyStride);
                var score = scores + ((nint)row * scoreStride);
                var s = 0;
                for (; s <= keySteps - 4; s += 4, key += 4 * keyStep)
                    DotFour<T, TVector, TLanes>(query, key, keyStep, score + s, extent);
                for (; s < keySteps; s++, key += keyStep)
                    score[s] = DotOne<T, TVector, TLanes>(query, key, extent);
                new Span<T>(score + keySteps, columns - keySteps).Clear();
            }
        }
    }

    internal static void Mix<T, TVector, TLanes>(
        T* weights, int weightStride, T* values, int valueStride, T* result, int resultStride,
        int rows, int batch, int keySteps, int extent)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        for (var b = 0; b < batch; b++)
        {
            for (var row = b; row < rows; row += batch)
            {
                var target = result + ((nint)row * resultStride);
                new Span<T>(target, extent).Clear();
                AddWeighted<T, TVector, TLanes>(
                    weights + ((nint)row * weightStride), 1,
                    values + ((nint)b * valueStride), (nint)batch * valueStride, keySteps, target, extent);
            }
        }
    }

    internal static void Outer<T, TVector, TLanes>(
        T* weights, int weightStride, T* queries, int queryStride, T* result, int resultStride,
        int rows, int batch, int keySteps, int extent)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        for (var b = 0; b < batch && b < rows; b++)
        {
            var count = (rows - b + batch - 1) / batch;
            var weight = weights + ((nint)b * weightStride);
            var query = queries + ((nint)b * queryStride);
            for (var s = 0; s < keySteps; s++)
            {
                var target = result + ((((nint)s * batch) + b) * resultStride);
                AddWeighted<T, TVector, TLanes>(
                    weight + s, (nint)batch * weightStride, query, (nint)batch * queryStride, count, target, extent);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DotFour<T, TVector, TLanes>(T* query, T* key, nint keyStep, T* scores, int extent)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        T* key0 = key, key1 = key + keyStep, key2 = key1 + keyStep, key3 = key2 + keyStep;
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        var lanes = sizeof(TVector) / sizeof(T);
        var e = 0;
        for (; e <= extent - lanes; e += lanes)
        {
            var q = *(TVector*)(query + e);
            sum0 = TLanes.MultiplyAdd(q, *(TVector*)(key0 + e), sum0);
            sum1 = TLanes.MultiplyAdd(q, *(TVector*)(key1 + e), sum1);
            sum2 = TLanes.MultiplyAdd(q, *(TVector*)(key2 + e), sum2);
            sum3 = TLanes.MultiplyAdd(q, *(TVector*)(key3 + e), sum3);
        }

        var rest = extent - e;
        if (rest > 0)
        {
            var q = TLanes.LoadPartial(query + e, rest);
            sum0 = TLanes.MultiplyAdd(q, TLanes.LoadPartial(key0 + e, rest), sum0);
            sum1 = TLanes.MultiplyAdd(q, TLanes.LoadPartial(key1 + e, rest), sum1);
            sum2 = TLanes.MultiplyAdd(q, TLanes.LoadPartial(key2 + e, rest), sum2);
            sum3 = TLanes.MultiplyAdd(q, TLanes.LoadPartial(key3 + e, rest), sum3);
        }

        TLanes.StoreSums(scores, sum0, sum1, sum2, sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T DotOne<T, TVector, TLanes>(T* query, T* key, int extent)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        TVector sum = default;
        var lanes = sizeof(TVector) / sizeof(T);
        var e = 0;
        for (; e <= extent - lanes; e += lanes)
            sum = TLanes.MultiplyAdd(*(TVector*)(query + e), *(TVector*)(key + e), sum);
        var rest = extent - e;
        if (rest > 0)
            sum = TLanes.MultiplyAdd(TLanes.LoadPartial(query + e, rest), TLanes.LoadPartial(key + e, rest), sum);
        return TLanes.Sum(sum);
    }

    // target[e] += Σ weights[i·weightStep]·rows[i·rowStep + e]: columns in blocks of four vectors, which stay in registers.
    private static void AddWeighted<T, TVector, TLanes>(
        T* weights, nint weightStep, T* rows, nint rowStep, int count, T* target, int extent)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        var lanes = sizeof(TVector) / sizeof(T);
        var e = 0;
        for (; e <= extent - (4 * lanes); e += 4 * lanes)
        {
            var (sum0, sum1) = (*(TVector*)(target + e), *(TVector*)(target + e + lanes));
            var (sum2, sum3) = (*(TVector*)(target + e + (2 * lanes)), *(TVector*)(target + e + (3 * lanes)));
            T* weight = weights, row = rows + e;
            for (var i = 0; i < count; i++, weight += weightStep, row += rowStep)
            {
                var w = TLanes.Broadcast(*weight);
                sum0 = TLanes.MultiplyAdd(w, *(TVector*)row, sum0);
                sum1 = TLanes.MultiplyAdd(w, *(TVector*)(row + lanes), sum1);
                sum2 = TLanes.MultiplyAdd(w, *(TVector*)(row + (2 * lanes)), sum2);
                sum3 = TLanes.MultiplyAdd(w, *(TVector*)(row + (3 * lanes)), sum3);
            }

            *(TVector*)(target + e) = sum0;
            *(TVector*)(target + e + lanes) = sum1;
            *(TVector*)(target + e + (2 * lanes)) = sum2;
            *(TVector*)(target + e + (3 * lanes)) = sum3;
        }

        for (; e < extent; e += lanes)
        {
            var rest = Math.Min(lanes, extent - e);
            var sum = TLanes.LoadPartial(target + e, rest);
            T* weight = weights, row = rows + e;
            for (var i = 0; i < count; i++, weight += weightStep, row += rowStep)
                sum = TLanes.MultiplyAdd(TLanes.Broadcast(*weight), TLanes.LoadPartial(row, rest), sum);
            TLanes.StorePartial(target + e, sum, rest);
        }
    }
}
