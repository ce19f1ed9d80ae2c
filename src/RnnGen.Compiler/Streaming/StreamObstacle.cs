using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Streaming;

/// <summary>What keeps a network from being fed step by step.</summary>
/// <param name="Value">The value that a step cannot compute.</param>
/// <param name="Why">What it needs, as the rest of a sentence that begins with its layer.</param>
public sealed record StreamObstacle(Value Value, string Why);
