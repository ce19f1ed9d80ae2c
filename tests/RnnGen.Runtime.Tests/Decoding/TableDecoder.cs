using RnnGen.Decoding;

namespace RnnGen.Runtime.Tests.Decoding;

/// <summary>Random logits between −3 and 3, others after every sequence of tokens. It counts its steps.</summary>
internal sealed class TableDecoder(int vocabulary, ulong seed) : IStepDecoder<TableDecoder.State>
{
    private readonly CounterRandom _random = new(seed, 0);

    public int Vocabulary => vocabulary;

    public int Steps { get; private set; }

    public void Step(ref State state, int token, Span<float> logits)
    {
        Steps++;
        state.Fed = (state.Fed * (vocabulary + 1)) + token + 1;
        for (var i = 0; i < vocabulary; i++) logits[i] = (float)(3 * _random.Symmetric((state.Fed * vocabulary) + i));
    }

    /// <summary>The tokens so far, as the digits of a number.</summary>
    public struct State
    {
        public long Fed;
    }
}
