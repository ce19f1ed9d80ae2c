namespace Conformance.Cells;

/// <summary>The activations by their definitions, as a textbook has them.</summary>
internal static class Formula
{
    public static double Linear(double x) => x;

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Relu(double x) => x > 0 ? x : 0;

    public static double HardSigmoid(double x) => x <= -3 ? 0 : x >= 3 ? 1 : (x / 6) + 0.5;

    public static double HardSigmoidClassic(double x) => x <= -2.5 ? 0 : x >= 2.5 ? 1 : (0.2 * x) + 0.5;

    public static double HardTanh(double x) => Math.Clamp(x, -1, 1);

    public static double Softsign(double x) => x / (1 + Math.Abs(x));

    public static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    public static double Elu(double x) => x > 0 ? x : Math.Exp(x) - 1;

    public static double LeakyRelu(double x) => x > 0 ? x : 0.01 * x;

    public static double Selu(double x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1));

    public static double Swish(double x) => x / (1 + Math.Exp(-x));

    public static double GeluTanh(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * Math.Pow(x, 3)))));

    public static double ScaledTanh(double x) => 1.7159 * Math.Tanh(2 * x / 3);
}
