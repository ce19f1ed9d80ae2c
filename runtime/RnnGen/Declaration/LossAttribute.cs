namespace RnnGen;

/// <summary>
/// What training minimises. A trainable model has at least one, and with several outputs each says <see cref="Of"/> which; their
/// weighted sum is minimised. A model that is not trainable has none. Keras: <c>compile(loss=…, loss_weights=…)</c>; PyTorch: the criterion.
/// </summary>
/// <param name="kind">The loss.</param>
/// <example>
/// <code>
/// [Loss(CrossEntropyWithLogits, IgnoreIndex = -100, LabelSmoothing = 0.1)]
/// [Loss(BinaryCrossEntropyWithLogits, PositiveWeight = 2, Of = "toxic", Weight = 0.5)]
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LossAttribute(LossKind kind) : Attribute
{
    /// <summary>The loss.</summary>
    public LossKind Kind { get; } = kind;

    /// <summary>
    /// The output that it judges: the name of a layer that no other layer reads. Default: the only one. Keras: the key in
    /// <c>compile(loss={…})</c>.
    /// </summary>
    public string? Of { get; set; }

    /// <summary>Its factor in the sum of all losses. Default: 1. Keras: <c>loss_weights</c>.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Whether the losses of all elements are averaged or added. Default: <see cref="Reduction.Mean"/>.</summary>
    public Reduction Reduction { get; set; } = Reduction.Mean;

    /// <summary>
    /// The distance from which <see cref="LossKind.Huber"/> grows linearly, above 0. Default: 1. PyTorch and Keras: <c>delta</c>.
    /// </summary>
    public double Delta { get; set; } = 1;

    /// <summary>
    /// Weight of the term of positive targets in <see cref="LossKind.BinaryCrossEntropyWithLogits"/>, above 0. Default: 1. PyTorch:
    /// <c>pos_weight</c>.
    /// </summary>
    public double PositiveWeight { get; set; } = 1;

    /// <summary>
    /// Share of a label that is spread evenly over all classes of <see cref="LossKind.CrossEntropyWithLogits"/>, in [0, 1) (Szegedy et al.
    /// 2016). Default: 0. PyTorch: <c>label_smoothing</c>.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// A label of <see cref="LossKind.CrossEntropyWithLogits"/> whose rows do not count. Default: none, so that every label must be a
    /// class. PyTorch: <c>ignore_index</c>, there −100 unless set.
    /// </summary>
    public int IgnoreIndex { get; set; } = int.MinValue;

    /// <summary>
    /// A weight for each class of <see cref="LossKind.CrossEntropyWithLogits"/>, none negative; the mean divides by the sum of the
    /// weights of the labels. Default: none, equal weights. PyTorch: <c>weight</c>.
    /// </summary>
    public double[]? ClassWeights { get; set; }
}
