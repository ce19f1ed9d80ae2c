namespace RnnGen.Compiler.Ir;

/// <summary>A time axis. Its number of steps is known at run time only, unless the declaration fixes it.</summary>
/// <param name="Name">The variable or constant of generated code that holds the number of steps.</param>
/// <param name="FixedSteps">The number of steps where the declaration fixes it; 0 otherwise.</param>
public sealed record Axis(string Name, int FixedSteps = 0)
{
    /// <summary>The axis of a network that has only one.</summary>
    public static readonly Axis Main = new("steps");

    /// <summary>Whether it is the one that every program has, of a fixed number of steps or not.</summary>
    public bool IsMain => Name == Main.Name;
}
