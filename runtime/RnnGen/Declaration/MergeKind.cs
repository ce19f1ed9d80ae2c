namespace RnnGen;

/// <summary>How the outputs of the two directions of a recurrent layer become one. Keras: <c>merge_mode</c>.</summary>
public enum MergeKind
{
    /// <summary>Side by side, the forward half first: twice the units. PyTorch: the only way; Keras: <c>"concat"</c>.</summary>
    Concat,

    /// <summary>Their sum. Keras: <c>"sum"</c>.</summary>
    Sum,

    /// <summary>Half their sum. Keras: <c>"ave"</c>.</summary>
    Average,

    /// <summary>Their product, element by element. Keras: <c>"mul"</c>.</summary>
    Multiply,

    /// <summary>They stay apart: other layers read <c>name.forward</c> and <c>name.backward</c>. Keras: <c>None</c>.</summary>
    None,
}
