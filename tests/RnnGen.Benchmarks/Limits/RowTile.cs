using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>
/// What the product of a single row can come to: the sums of eight vectors in registers, whose weights lie in the nearest cache. Every weight is
/// loaded, and a rounded one made a number, for one multiply-add.
/// </summary>
/// <typeparam name="TWeights">How the weights are stored.</typeparam>
internal sealed unsafe class RowTile<TWeights>(int threads) : ITile
    where TWeights : struct, IStoredWeights
{
    // 16 KiB of words of 512 bits; some 2 ms of exact weights, beside which starting threads does not count.
    private const int Words = 32, Vectors = 8, MostPerWord = 4, Repetitions = 10_000;

    private readonly AlignedBuffer<float>[] _buffers =
        [.. Enumerable.Range(0, threads).Select(_ => new AlignedBuffer<float>(Words * (MostPerWord + (Vectors * Vector512<float>.Count))))];

    /// <inheritdoc/>
    public double Flops => 2.0 * Words * TWeights.PerWord * Vectors * (FmaPeak.Bits / 32) * Repetitions * threads;

    public void Run() =>
        Team.Time(threads, id => Run(_buffers[id].Pointer, (int*)_buffers[id].Pointer + (Words * MostPerWord)));

    public void Dispose()
    {
    }

    private static float Run(float* left, int* words) => FmaPeak.Bits == 512 ? Run512(left, words) : Run256(left, words);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run512(float* left, int* words)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (var i = 0; i < Repetitions; i++)
        {
            float* x = left;
            int* w = words;
            for (var k = 0; k < Words; k++, x += TWeights.PerWord, w += Vectors * Vector512<int>.Count)
            {
                Vector512<float> a = Vector512.Create(x[0]), b = Vector512.Create(x[1]), c = Vector512.Create(x[2]), d = Vector512.Create(x[3]);
                s0 = TWeights.Add(s0, Vector512.Load(w), a, b, c, d);
                s1 = TWeights.Add(s1, Vector512.Load(w + 16), a, b, c, d);
                s2 = TWeights.Add(s2, Vector512.Load(w + 32), a, b, c, d);
                s3 = TWeights.Add(s3, Vector512.Load(w + 48), a, b, c, d);
                s4 = TWeights.Add(s4, Vector512.Load(w + 64), a, b, c, d);
                s5 = TWeights.Add(s5, Vector512.Load(w + 80), a, b, c, d);
                s6 = TWeights.Add(s6, Vector512.Load(w + 96), a, b, c, d);
                s7 = TWeights.Add(s7, Vector512.Load(w + 112), a, b, c, d);
            }
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run256(float* left, int* words)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (var i = 0; i < Repetitions; i++)
        {
            float* x = left;
            int* w = words;
            for (var k = 0; k < Words; k++, x += TWeights.PerWord, w += Vectors * Vector256<int>.Count)
            {
                Vector256<float> a = Vector256.Create(x[0]), b = Vector256.Create(x[1]), c = Vector256.Create(x[2]), d = Vector256.Create(x[3]);
                s0 = TWeights.Add(s0, Vector256.Load(w), a, b, c, d);
                s1 = TWeights.Add(s1, Vector256.Load(w + 8), a, b, c, d);
                s2 = TWeights.Add(s2, Vector256.Load(w + 16), a, b, c, d);
                s3 = TWeights.Add(s3, Vector256.Load(w + 24), a, b, c, d);
                s4 = TWeights.Add(s4, Vector256.Load(w + 32), a, b, c, d);
                s5 = TWeights.Add(s5, Vector256.Load(w + 40), a, b, c, d);
                s6 = TWeights.Add(s6, Vector256.Load(w + 48), a, b, c, d);
                s7 = TWeights.Add(s7, Vector256.Load(w + 56), a, b, c, d);
            }
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }
}
