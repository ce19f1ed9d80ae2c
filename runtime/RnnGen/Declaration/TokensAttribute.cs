namespace RnnGen;

/// <summary>
/// An input of whole numbers from 0 up to the size of a vocabulary: words, characters, categories, one per step or one per sample. An
/// <see cref="EmbeddingAttribute"/> turns them into vectors. Keras: <c>Input(shape=(steps,), dtype="int32")</c>; PyTorch: a
/// <c>LongTensor</c>.
/// </summary>
/// <param name="vocabulary">Number of different tokens, at least 1; the largest token is one less.</param>
/// <param name="maxSteps">
/// Default number of time steps, at least 1; sequences may be longer or shorter: a workspace sets the limit. 0 stands for one token per
/// sample, or for the steps of <see cref="StepsOf"/>.
/// </param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TokensAttribute(int vocabulary, int maxSteps = 0) : Attribute
{
    /// <summary>Number of different tokens.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>Default number of time steps; 0 for one token per sample.</summary>
    public int MaxSteps { get; } = maxSteps;

    /// <inheritdoc cref="InputAttribute.FixedSteps"/>
    public bool FixedSteps { get; set; }

    /// <inheritdoc cref="InputAttribute.Name"/>
    public string? Name { get; set; }

    /// <summary>
    /// The token that stands for no token, which <see cref="MaskPadding"/> masks. Default: none. Keras: 0.
    /// </summary>
    public int Padding { get; set; } = -1;

    /// <summary>
    /// Whether steps that hold <see cref="Padding"/> are masked, wherever they stand: recurrent layers keep their state there, and the loss
    /// leaves them out. Default: false. Keras: <c>Embedding(mask_zero=True)</c>.
    /// </summary>
    public bool MaskPadding { get; set; }

    /// <inheritdoc cref="InputAttribute.Lengths"/>
    public bool Lengths { get; set; }

    /// <inheritdoc cref="InputAttribute.StepsOf"/>
    public string? StepsOf { get; set; }
}
