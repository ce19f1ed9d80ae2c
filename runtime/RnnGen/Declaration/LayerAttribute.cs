namespace RnnGen;

/// <summary>One layer of a model; the order of the attributes is the order of the layers, unless they say what they read.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The layer's name, a C# identifier unique within the model (whatever the case of its letters); the names of its parameters
    /// begin with it. Default: the kind and its ordinal among the layers of that kind, from 1: <c>gru1</c>, <c>gru2</c>,
    /// <c>dense1</c>. Keras: <c>name</c>; PyTorch: the attribute a module is assigned to.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// The layers or inputs it reads, by name, several separated by commas: <c>"x, gru1"</c>. Default: the layer before it, for the first
    /// one the first input. Layers may be named before they are declared. Keras: the argument of the call in the functional API.
    /// </summary>
    public string? From { get; set; }

    /// <summary>
    /// Whether training moves the layer's weights. Default: true. The weights of a frozen layer have no gradients and stay as they are, but
    /// gradients pass through it. A layer without weights has nothing to freeze. Keras: <c>trainable</c>; PyTorch:
    /// <c>requires_grad_(False)</c> on the module.
    /// </summary>
    public bool Trainable { get; set; } = true;
}
