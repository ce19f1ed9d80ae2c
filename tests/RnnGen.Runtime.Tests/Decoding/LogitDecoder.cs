using RnnGen.Decoding;

namespace RnnGen.Runtime.Tests.Decoding;

/// <summary>The same logits at every step; after each it calls back with the number of steps.</summary>
internal sealed class LogitDecoder(float[] logits, Action<int>? stepped = null) : IStepDecoder<int>
{
    public int Vocabulary => logits.Length;

    public void Step(ref int state, int token, Span<float> destination)
    {
        logits.CopyTo(destination);
        stepped?.Invoke(++state);
    }
}
