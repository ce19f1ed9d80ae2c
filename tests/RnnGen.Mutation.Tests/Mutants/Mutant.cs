namespace Mutation.Mutants;

/// <summary>One textual replacement in one file of the compiler.</summary>
/// <param name="Id">A name that stays.</param>
/// <param name="File">The file in the compiler's folder.</param>
/// <param name="From">The text to replace; it occurs exactly once.</param>
/// <param name="To">What it becomes.</param>
/// <param name="Why">What is wrong with the mutant, or, for an equivalent one, why nothing is.</param>
/// <param name="First">The check that most likely finds it; it runs first.</param>
internal sealed record Mutant(string Id, string File, string From, string To, string Why, string First)
{
    /// <summary>Whether it was declared to change no result; then no check may find it.</summary>
    public bool Equivalent { get; init; }

    /// <summary>Where <see cref="From"/> begins, for a mutant made from the syntax tree; −1 to look for the text.</summary>
    public int Position { get; init; } = -1;

    /// <exception cref="StaleMutantException">The text is not there, or there more than once.</exception>
    public string Apply(string source)
    {
        var at = Position >= 0 ? Position : source.IndexOf(From, StringComparison.Ordinal);
        if (at < 0 || string.CompareOrdinal(source, at, From, 0, From.Length) != 0) throw new StaleMutantException($"{File} does not contain: {From}");
        if (Position < 0 && source.IndexOf(From, at + 1, StringComparison.Ordinal) >= 0) throw new StaleMutantException($"{File} contains more than once: {From}");
        return source[..at] + To + source[(at + From.Length)..];
    }
}

/// <summary>The compiler has changed: a mutant has to be written anew.</summary>
internal sealed class StaleMutantException(string message) : Exception(message);
