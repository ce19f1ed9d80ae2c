namespace RnnGen.Benchmarks.Workloads;

/// <summary>
/// Floating-point operations of one step of one sample: two for each multiply-accumulate of the matrix products.
/// Look-ups, activations and element-wise work are left out, so a share of the peak is a lower bound.
/// </summary>
internal static class Flops
{
    /// <summary>Forward and backward do three products where forward does one: y, dx and dW.</summary>
    public const double Training = 3;

    public static double Rnn(int input, int hidden) => 2.0 * hidden * (input + hidden);

    public static double Gru(int input, int hidden) => 3 * Rnn(input, hidden);

    public static double Lstm(int input, int hidden) => 4 * Rnn(input, hidden);

    /// <summary>Those of an LSTM's step that read the input and no state.</summary>
    public static double LstmProjection(int input, int hidden) => 4 * Dense(input, hidden);

    public static double Dense(int input, int output) => 2.0 * input * output;
}
