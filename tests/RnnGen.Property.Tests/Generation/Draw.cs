namespace PropertyTests.Generation;

/// <summary>Choices that depend on a seed only.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    public bool Chance(int of) => _random.Next(of) == 0;

    /// <summary>From low to high, both included.</summary>
    public int Between(int low, int high) => _random.Next(low, high + 1);

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public TEnum Value<TEnum>()
        where TEnum : struct, Enum => Of(Enum.GetValues<TEnum>());

    /// <summary>A number from [−1, 1).</summary>
    public float Number() => (float)((2 * _random.NextDouble()) - 1);
}
