using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RnnGen.Benchmarks.Activations;

namespace RnnGen.Benchmarks.Commands;

/// <summary>What the activations cost, and how far they are from exact, on every instruction set of this processor.</summary>
internal static class ActivationsCommand
{
    public static void Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length > 0) throw new UsageException("activations takes no options.");
        Console.WriteLine($"{1 / Shortest.CycleNanoseconds:F2} GHz");
        Console.WriteLine($"{"function",-13}{"body",-8}{"ns/element",11}{"cycles/vector",15}{"chain cycles",14}{"max ulp",12}{"max abs error",15}");
        Bodies<Functions.Tanh>("tanh", Math.Tanh);
        Bodies<Functions.Sigmoid>("sigmoid", Sigmoid);
        Bodies<Functions.Exp>("exp", Math.Exp);
        Bodies<Functions.Log>("log", Math.Log);
        Bodies<Functions.Softplus>("softplus", Softplus);
        Bodies<Functions.FastTanh>("fast tanh", Math.Tanh);
        Bodies<Functions.FastSigmoid>("fast sigmoid", Sigmoid);
    }

    private static void Bodies<TFunction>(string name, Func<double, double> exact)
        where TFunction : struct, IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float>
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) Print(name, "512", Trial.Run<Vector512<float>, TFunction>(exact));
        if (Avx2.IsSupported && Fma.IsSupported) Print(name, "256", Trial.Run<Vector256<float>, TFunction>(exact));
        if (Vector128.IsHardwareAccelerated) Print(name, "128", Trial.Run<Vector128<float>, TFunction>(exact));
        Print(name, "scalar", Trial.Run<float, TFunction>(exact));
    }

    private static void Print(string name, string body, Trial trial) => Console.WriteLine(
        $"{name,-13}{body,-8}{trial.NanosecondsPerElement,11:F3}{trial.CyclesPerVector,15:F1}{trial.ChainCycles,14:F1}{(trial.LargestUlp < 1000 ? $"{trial.LargestUlp:F2}" : $"{trial.LargestUlp:E1}"),12}{trial.LargestAbsolute,15:E1}");

    private static double Sigmoid(double x) => (x < 0 ? Math.Exp(x) : 1) / (1 + Math.Exp(-Math.Abs(x)));

    // The series where 1 + e would lose digits of e.
    private static double Softplus(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return Math.Max(x, 0) + (e < 1e-4 ? e - (e * e / 2) + (e * e * e / 3) : Math.Log(1 + e));
    }
}
