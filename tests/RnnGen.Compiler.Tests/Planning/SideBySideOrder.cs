namespace RnnGen.Compiler.Tests.Planning;

/// <summary>In which order regions run that threads may run side by side.</summary>
public enum SideBySideOrder
{
    /// <summary>As they stand in the program.</summary>
    InOrder,

    /// <summary>The last one first.</summary>
    Reversed,

    /// <summary>A node of each in turns.</summary>
    Interleaved,
}
