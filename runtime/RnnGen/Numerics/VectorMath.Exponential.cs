namespace RnnGen.Numerics;

// Exp, Log and Softplus: at most 4 units in the last place wherever the exact result is a normal number; NaN passes through.
//   e^x = 2ⁿ·e^r with the reduction and the polynomial of the sigmoid.
//   log(1 + f) = 2·artanh(s) with s = f / (2 + f), written as f − (f²/2 − s·(f²/2 + R)), so that f enters exactly, and
//   R = L1·s² + L2·s⁴ + L3·s⁶, a minimax fit of 2·artanh(s)/s − 2 for |s| ≤ 1/5 within 6e-9 of 2 + R.
public static unsafe partial class VectorMath
{
    // 1.5·2²³, which leaves n in the low bits; the second one with twice the exponent's bias, for 2ⁿ in two halves.
    private const float RoundingInteger = 12582912f;

    private const float RoundingTwice = 12582912f + 254f;

    // The smallest float whose exponential is a normal number, and one whose exponential overflows while n is still 128.
    private const float ExpLowest = -87.33654f;

    private const float ExpHighest = 89f;

    private const float L1 = 0.666669488f;

    private const float L2 = 0.399576068f;

    private const float L3 = 0.303652495f;

    private const float SmallestNormal = 1.17549435e-38f;

    private const float TwoTo23 = 8388608f;

    // The bits of ¾.
    private const int ThreeQuarters = 0x3F400000;
}
