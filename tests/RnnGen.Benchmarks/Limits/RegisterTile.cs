using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Limits;

/// <summary>
/// What a matrix product can come to: a tile of sums in registers, 6 rows of 4 vectors of 16 or 4 rows of 3 vectors of 8, whose weights and left
/// values lie in the nearest cache. Loads and counting pass a core's front end with the multiply-adds, and of that another thread on the core, a
/// neighbour on a shared machine, takes its part without slowing multiply-adds that are alone.
/// </summary>
internal sealed unsafe class RegisterTile(int threads) : ITile
{
    // Some 4 ms, beside which starting threads does not count.
    private const int Depth = 64, Repetitions = 20_000;

    private readonly AlignedBuffer<float>[] _buffers = [.. Enumerable.Range(0, threads).Select(_ => new AlignedBuffer<float>(Depth * (6 + (4 * 16))))];

    /// <inheritdoc/>
    public double Flops => 2.0 * Depth * Repetitions * threads * (FmaPeak.Bits == 512 ? 6 * 4 * 16 : 4 * 3 * 8);

    public void Run() =>
        Team.Time(threads, id => FmaPeak.Bits == 512 ? Run512(_buffers[id].Pointer, _buffers[id].Pointer + (6 * Depth)) : Run256(_buffers[id].Pointer, _buffers[id].Pointer + (4 * Depth)));

    public void Dispose()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run512(float* left, float* weights)
    {
        Vector512<float> s00 = Vector512<float>.Zero, s01 = Vector512<float>.Zero, s02 = Vector512<float>.Zero, s03 = Vector512<float>.Zero;
        Vector512<float> s10 = Vector512<float>.Zero, s11 = Vector512<float>.Zero, s12 = Vector512<float>.Zero, s13 = Vector512<float>.Zero;
        Vector512<float> s20 = Vector512<float>.Zero, s21 = Vector512<float>.Zero, s22 = Vector512<float>.Zero, s23 = Vector512<float>.Zero;
        Vector512<float> s30 = Vector512<float>.Zero, s31 = Vector512<float>.Zero, s32 = Vector512<float>.Zero, s33 = Vector512<float>.Zero;
        Vector512<float> s40 = Vector512<float>.Zero, s41 = Vector512<float>.Zero, s42 = Vector512<float>.Zero, s43 = Vector512<float>.Zero;
        Vector512<float> s50 = Vector512<float>.Zero, s51 = Vector512<float>.Zero, s52 = Vector512<float>.Zero, s53 = Vector512<float>.Zero;
        for (var i = 0; i < Repetitions; i++)
        {
            var w = weights;
            for (var k = 0; k < Depth; k += 2, w += 128)
            {
                Vector512<float> w0 = Vector512.Load(w);
                Vector512<float> w1 = Vector512.Load(w + 16);
                Vector512<float> w2 = Vector512.Load(w + 32);
                Vector512<float> w3 = Vector512.Load(w + 48);
                Vector512<float> a = Vector512.Create(left[k]);
                s00 = Avx512F.FusedMultiplyAdd(a, w0, s00);
                s01 = Avx512F.FusedMultiplyAdd(a, w1, s01);
                s02 = Avx512F.FusedMultiplyAdd(a, w2, s02);
                s03 = Avx512F.FusedMultiplyAdd(a, w3, s03);
                a = Vector512.Create(left[(1 * Depth) + k]);
                s10 = Avx512F.FusedMultiplyAdd(a, w0, s10);
                s11 = Avx512F.FusedMultiplyAdd(a, w1, s11);
                s12 = Avx512F.FusedMultiplyAdd(a, w2, s12);
                s13 = Avx512F.FusedMultiplyAdd(a, w3, s13);
                a = Vector512.Create(left[(2 * Depth) + k]);
                s20 = Avx512F.FusedMultiplyAdd(a, w0, s20);
                s21 = Avx512F.FusedMultiplyAdd(a, w1, s21);
                s22 = Avx512F.FusedMultiplyAdd(a, w2, s22);
                s23 = Avx512F.FusedMultiplyAdd(a, w3, s23);
                a = Vector512.Create(left[(3 * Depth) + k]);
                s30 = Avx512F.FusedMultiplyAdd(a, w0, s30);
                s31 = Avx512F.FusedMultiplyAdd(a, w1, s31);
                s32 = Avx512F.FusedMultiplyAdd(a, w2, s32);
                s33 = Avx512F.FusedMultiplyAdd(a, w3, s33);
                a = Vector512.Create(left[(4 * Depth) + k]);
                s40 = Avx512F.FusedMultiplyAdd(a, w0, s40);
                s41 = Avx512F.FusedMultiplyAdd(a, w1, s41);
                s42 = Avx512F.FusedMultiplyAdd(a, w2, s42);
                s43 = Avx512F.FusedMultiplyAdd(a, w3, s43);
                a = Vector512.Create(left[(5 * Depth) + k]);
                s50 = Avx512F.FusedMultiplyAdd(a, w0, s50);
                s51 = Avx512F.FusedMultiplyAdd(a, w1, s51);
                s52 = Avx512F.FusedMultiplyAdd(a, w2, s52);
                s53 = Avx512F.FusedMultiplyAdd(a, w3, s53);
                w0 = Vector512.Load(w + 64);
                w1 = Vector512.Load(w + 80);
                w2 = Vector512.Load(w + 96);
                w3 = Vector512.Load(w + 112);
                a = Vector512.Create(left[(0 * Depth) + k + 1]);
                s00 = Avx512F.FusedMultiplyAdd(a, w0, s00);
                s01 = Avx512F.FusedMultiplyAdd(a, w1, s01);
                s02 = Avx512F.FusedMultiplyAdd(a, w2, s02);
                s03 = Avx512F.FusedMultiplyAdd(a, w3, s03);
                a = Vector512.Create(left[(1 * Depth) + k + 1]);
                s10 = Avx512F.FusedMultiplyAdd(a, w0, s10);
                s11 = Avx512F.FusedMultiplyAdd(a, w1, s11);
                s12 = Avx512F.FusedMultiplyAdd(a, w2, s12);
                s13 = Avx512F.FusedMultiplyAdd(a, w3, s13);
                a = Vector512.Create(left[(2 * Depth) + k + 1]);
                s20 = Avx512F.FusedMultiplyAdd(a, w0, s20);
                s21 = Avx512F.FusedMultiplyAdd(a, w1, s21);
                s22 = Avx512F.FusedMultiplyAdd(a, w2, s22);
                s23 = Avx512F.FusedMultiplyAdd(a, w3, s23);
                a = Vector512.Create(left[(3 * Depth) + k + 1]);
                s30 = Avx512F.FusedMultiplyAdd(a, w0, s30);
                s31 = Avx512F.FusedMultiplyAdd(a, w1, s31);
                s32 = Avx512F.FusedMultiplyAdd(a, w2, s32);
                s33 = Avx512F.FusedMultiplyAdd(a, w3, s33);
                a = Vector512.Create(left[(4 * Depth) + k + 1]);
                s40 = Avx512F.FusedMultiplyAdd(a, w0, s40);
                s41 = Avx512F.FusedMultiplyAdd(a, w1, s41);
                s42 = Avx512F.FusedMultiplyAdd(a, w2, s42);
                s43 = Avx512F.FusedMultiplyAdd(a, w3, s43);
                a = Vector512.Create(left[(5 * Depth) + k + 1]);
                s50 = Avx512F.FusedMultiplyAdd(a, w0, s50);
                s51 = Avx512F.FusedMultiplyAdd(a, w1, s51);
                s52 = Avx512F.FusedMultiplyAdd(a, w2, s52);
                s53 = Avx512F.FusedMultiplyAdd(a, w3, s53);
            }
        }

        return Vector512.Sum(s00 + s01 + s02 + s03
            + s10 + s11 + s12 + s13
            + s20 + s21 + s22 + s23
            + s30 + s31 + s32 + s33
            + s40 + s41 + s42 + s43
            + s50 + s51 + s52 + s53);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run256(float* left, float* weights)
    {
        Vector256<float> s00 = Vector256<float>.Zero, s01 = Vector256<float>.Zero, s02 = Vector256<float>.Zero;
        Vector256<float> s10 = Vector256<float>.Zero, s11 = Vector256<float>.Zero, s12 = Vector256<float>.Zero;
        Vector256<float> s20 = Vector256<float>.Zero, s21 = Vector256<float>.Zero, s22 = Vector256<float>.Zero;
        Vector256<float> s30 = Vector256<float>.Zero, s31 = Vector256<float>.Zero, s32 = Vector256<float>.Zero;
        for (var i = 0; i < Repetitions; i++)
        {
            var w = weights;
            for (var k = 0; k < Depth; k += 2, w += 48)
            {
                Vector256<float> w0 = Vector256.Load(w);
                Vector256<float> w1 = Vector256.Load(w + 8);
                Vector256<float> w2 = Vector256.Load(w + 16);
                Vector256<float> a = Vector256.Create(left[k]);
                s00 = Fma.MultiplyAdd(a, w0, s00);
                s01 = Fma.MultiplyAdd(a, w1, s01);
                s02 = Fma.MultiplyAdd(a, w2, s02);
                a = Vector256.Create(left[(1 * Depth) + k]);
                s10 = Fma.MultiplyAdd(a, w0, s10);
                s11 = Fma.MultiplyAdd(a, w1, s11);
                s12 = Fma.MultiplyAdd(a, w2, s12);
                a = Vector256.Create(left[(2 * Depth) + k]);
                s20 = Fma.MultiplyAdd(a, w0, s20);
                s21 = Fma.MultiplyAdd(a, w1, s21);
                s22 = Fma.MultiplyAdd(a, w2, s22);
                a = Vector256.Create(left[(3 * Depth) + k]);
                s30 = Fma.MultiplyAdd(a, w0, s30);
                s31 = Fma.MultiplyAdd(a, w1, s31);
                s32 = Fma.MultiplyAdd(a, w2, s32);
                w0 = Vector256.Load(w + 24);
                w1 = Vector256.Load(w + 32);
                w2 = Vector256.Load(w + 40);
                a = Vector256.Create(left[(0 * Depth) + k + 1]);
                s00 = Fma.MultiplyAdd(a, w0, s00);
                s01 = Fma.MultiplyAdd(a, w1, s01);
                s02 = Fma.MultiplyAdd(a, w2, s02);
                a = Vector256.Create(left[(1 * Depth) + k + 1]);
                s10 = Fma.MultiplyAdd(a, w0, s10);
                s11 = Fma.MultiplyAdd(a, w1, s11);
                s12 = Fma.MultiplyAdd(a, w2, s12);
                a = Vector256.Create(left[(2 * Depth) + k + 1]);
                s20 = Fma.MultiplyAdd(a, w0, s20);
                s21 = Fma.MultiplyAdd(a, w1, s21);
                s22 = Fma.MultiplyAdd(a, w2, s22);
                a = Vector256.Create(left[(3 * Depth) + k + 1]);
                s30 = Fma.MultiplyAdd(a, w0, s30);
                s31 = Fma.MultiplyAdd(a, w1, s31);
                s32 = Fma.MultiplyAdd(a, w2, s32);
            }
        }

        return Vector256.Sum(s00 + s01 + s02
            + s10 + s11 + s12
            + s20 + s21 + s22
            + s30 + s31 + s32);
    }
}
