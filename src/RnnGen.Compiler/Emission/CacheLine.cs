namespace RnnGen.Compiler.Emission;

/// <summary>What memory moves at a time, on every processor that generated code is for.</summary>
internal static class CacheLine
{
    public const int Bytes = 64;

    /// <summary>Numbers of single precision.</summary>
    public const int Length = Bytes / sizeof(float);
}
