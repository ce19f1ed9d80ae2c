using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Passes;

/// <summary>Drops what no root needs.</summary>
public sealed class DeadCode(Graph source) : GraphRewriter(source);
