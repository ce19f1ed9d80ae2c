namespace RnnGen.Compiler.Emission;

/// <summary>Where a value of a step begins.</summary>
/// <param name="Block">Memory of the step, states, or a tensor of the caller.</param>
/// <param name="Offset">Elements before it.</param>
internal readonly record struct StepPlace(string Block, int Offset)
{
    public const string Memory = "memory";

    public const string States = "states";

    /// <summary>Whether it lies in memory of the step.</summary>
    public bool IsOwn => Block == Memory;

    /// <summary>Whether it is a single row, as all are but sequences that a step looks at.</summary>
    public bool HasOneRow { get; init; } = true;

    /// <summary>The address in C#.</summary>
    public string Address => Offset == 0 ? Block : $"{Block} + {Literal.Of(Offset)}";

    /// <summary>An element of the row in C#.</summary>
    public string Element(int column) => $"{Block}[{Literal.Of(Offset + column)}]";
}
