using RnnGen.Decoding;

namespace RnnGen.Runtime.Tests.Decoding;

/// <summary>
/// Probabilities of the next token that depend on the last one only, one array for each token; the state counts the steps. A struct, which
/// a search must not box.
/// </summary>
internal readonly struct ProbabilityDecoder(params double[][] probabilities) : IStepDecoder<int>
{
    public int Vocabulary => probabilities[0].Length;

    public void Step(ref int state, int token, Span<float> logits)
    {
        state++;
        for (var i = 0; i < Vocabulary; i++) logits[i] = (float)Math.Log(probabilities[token % probabilities.Length][i]);
    }
}
