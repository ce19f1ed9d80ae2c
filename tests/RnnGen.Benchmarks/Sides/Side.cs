namespace RnnGen.Benchmarks.Sides;

/// <summary>One implementation that takes part in a comparison.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Operation">What it does in this phase; null if it does not take part.</param>
internal sealed record Side(string Name, IOperation? Operation)
{
    /// <summary>Code that RnnGen generated.</summary>
    public const string RnnGen = "rnngen";

    /// <summary>libtorch, called through TorchSharp.</summary>
    public const string Torch = "torchsharp";

    /// <summary>ONNX Runtime, which does inference only.</summary>
    public const string Onnx = "onnxruntime";

    /// <summary>RTNeural, from recorded figures.</summary>
    public const string RtNeural = "rtneural";
}
