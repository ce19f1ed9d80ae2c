using CsCheck;

namespace PropertyTests.Generation;

/// <summary>Choices that depend on a seed only.</summary>
internal sealed class Draw(int seed)
{
    private readonly PCG _random = new(0, (uint)seed);

    public bool Chance(int of) => _random.Next((uint)of) == 0;

    /// <summary>From low to high, both included.</summary>
    public int Between(int low, int high) => low + (int)_random.Next((uint)(high - low + 1));

    public T Of<T>(IReadOnlyList<T> choices) => choices[(int)_random.Next((uint)choices.Count)];

    public TEnum Value<TEnum>()
        where TEnum : struct, Enum => Of(Enum.GetValues<TEnum>());

    /// <summary>A number from −1 to 1.</summary>
    public float Number() => (float)((_random.Next() / (double)(1L << 31)) - 1);
}
