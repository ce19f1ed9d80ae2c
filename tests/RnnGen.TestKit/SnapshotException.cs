namespace RnnGen.TestKit;

/// <summary>Generated text is not what was verified.</summary>
public sealed class SnapshotException(string message) : Exception(message);
