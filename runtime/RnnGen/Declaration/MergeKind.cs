namespace RnnGen;

/// <summary>How the outputs of the two directions of a bidirectional layer become one. Keras: <c>merge_mode</c>.</summary>
public enum MergeKind
{
    /// <summary>Side by side, the forward half first: twice the size. The only one PyTorch has.</summary>
    Concat,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Average,

    /// <summary>Their product, element by element.</summary>
    Multiply,

    /// <summary>They stay apart: other layers read <c>name.forward</c> and <c>name.backward</c>.</summary>
    None,
}
