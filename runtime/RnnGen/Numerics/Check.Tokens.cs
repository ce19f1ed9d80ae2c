using System.Diagnostics.CodeAnalysis;

namespace RnnGen.Numerics;

public static partial class Check
{
    /// <summary>Checks that every id is a row of the embedding's table.</summary>
    /// <param name="ids">Token ids.</param>
    /// <param name="vocabulary">Number of ids.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">An id is outside 0 … vocabulary − 1; the message names the first one.</exception>
    public static void Tokens(ReadOnlySpan<int> ids, int vocabulary, string name)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            if ((uint)ids[i] >= (uint)vocabulary)
                Throw(name, $"{name}[{i}] is the token {ids[i]}, but the vocabulary has the ids 0 to {vocabulary - 1}.");
        }
    }

    /// <summary>Checks that every label is a class, or the one to ignore.</summary>
    /// <param name="labels">Class labels.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="ignore">A label outside the classes that is allowed; null if there is none.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">A label is outside 0 … classes − 1 and not ignored; the message names the first one.</exception>
    public static void Labels(ReadOnlySpan<int> labels, int classes, int? ignore, string name)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes && labels[i] != ignore)
            {
                var ignored = ignore is { } label ? $" ({label} is ignored)" : "";
                Throw(name, $"{name}[{i}] is the label {labels[i]}, but the classes are 0 to {classes - 1}{ignored}.");
            }
        }
    }

    /// <summary>Checks the lengths of a batch of sequences.</summary>
    /// <param name="lengths">Number of steps of each sample that count.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="steps">Number of steps of the batch.</param>
    /// <exception cref="ArgumentException">There is not one length per sample, or one is outside 0 … steps.</exception>
    public static void Lengths(ReadOnlySpan<int> lengths, int batch, int steps)
    {
        if (lengths.Length == 0) return;
        Length(lengths.Length, batch, nameof(lengths), "[batch]");
        for (var b = 0; b < lengths.Length; b++)
        {
            if ((uint)lengths[b] > (uint)steps)
                Throw(nameof(lengths), $"lengths[{b}] is {lengths[b]}, but the samples have 0 to {steps} steps.");
        }
    }

    [DoesNotReturn]
    private static void Throw(string name, string message) => throw new ArgumentException(message, name);
}
