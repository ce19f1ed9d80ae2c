using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Layers;

/// <summary>How the outputs of the two directions become one (Keras' merge_mode).</summary>
public enum MergeKind
{
    /// <summary>Side by side, the forward half first.</summary>
    Concat,

    Sum,

    Average,

    Multiply,

    /// <summary>They stay apart: other layers read <c>name.forward</c> and <c>name.backward</c>.</summary>
    None,
}

/// <summary>The merges by their equations.</summary>
internal static class Merging
{
    public static Value Merge(this MergeKind kind, GraphBuilder graph, string name, Value forward, Value backward) => kind switch
    {
        MergeKind.Sum => forward + backward,
        MergeKind.Average => 0.5 * (forward + backward),
        MergeKind.Multiply => forward * backward,
        MergeKind.None => forward, // nobody reads it
        _ => graph.Concat(name, forward, backward),
    };
}
