using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Activations;

/// <summary>The functions that generated kernels call, at every width.</summary>
internal static class Functions
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    internal readonly struct Tanh : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float>
    {
        [MethodImpl(Inline)]
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Tanh(x);

        [MethodImpl(Inline)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Tanh(x);

        [MethodImpl(Inline)]
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Tanh(x);

        [MethodImpl(Inline)]
        public static float Of(float x) => VectorMath.Tanh(x);
    }

    internal readonly struct Sigmoid : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float>
    {
        [MethodImpl(Inline)]
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Sigmoid(x);

        [MethodImpl(Inline)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Sigmoid(x);

        [MethodImpl(Inline)]
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Sigmoid(x);

        [MethodImpl(Inline)]
        public static float Of(float x) => VectorMath.Sigmoid(x);
    }

    internal readonly struct Exp : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float>
    {
        [MethodImpl(Inline)]
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Exp(x);

        [MethodImpl(Inline)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Exp(x);

        [MethodImpl(Inline)]
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Exp(x);

        [MethodImpl(Inline)]
        public static float Of(float x) => VectorMath.Exp(x);
    }

    internal readonly struct Log : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float>
    {
        [MethodImpl(Inline)]
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Log(x);

        [MethodImpl(Inline)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Log(x);

        [MethodImpl(Inline)]
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Log(x);

        [MethodImpl(Inline)]
        public static float Of(float x) => VectorMath.Log(x);
    }

    internal readonly struct Softplus : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float>
    {
        [MethodImpl(Inline)]
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Softplus(x);

        [MethodImpl(Inline)]
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Softplus(x);

        [MethodImpl(Inline)]
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Softplus(x);

        [MethodImpl(Inline)]
        public static float Of(float x) => VectorMath.Softplus(x);
    }

    internal readonly struct FastTanh : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float>
    {
        [MethodImpl(Inline)]
        public static Vector512<float> Of(Vector512<float> x) => FastMath.Tanh(x);

        [MethodImpl(Inline)]
        public static Vector256<float> Of(Vector256<float> x) => FastMath.Tanh(x);

        [MethodImpl(Inline)]
        public static Vector128<float> Of(Vector128<float> x) => FastMath.Tanh(x);

        [MethodImpl(Inline)]
        public static float Of(float x) => FastMath.Tanh(x);
    }

    internal readonly struct FastSigmoid : IFunction<Vector512<float>>, IFunction<Vector256<float>>, IFunction<Vector128<float>>, IFunction<float>
    {
        [MethodImpl(Inline)]
        public static Vector512<float> Of(Vector512<float> x) => FastMath.Sigmoid(x);

        [MethodImpl(Inline)]
        public static Vector256<float> Of(Vector256<float> x) => FastMath.Sigmoid(x);

        [MethodImpl(Inline)]
        public static Vector128<float> Of(Vector128<float> x) => FastMath.Sigmoid(x);

        [MethodImpl(Inline)]
        public static float Of(float x) => FastMath.Sigmoid(x);
    }
}
