namespace RnnGen.Benchmarks.Sides.Onnx;

/// <summary>One recurrent layer of a stack, in one or both directions.</summary>
/// <param name="Name">The layer's name in the weights.</param>
/// <param name="Hidden">Size of its state.</param>
/// <param name="Level">Its place in the stack, from 0.</param>
/// <param name="Bidirectional">Whether it has a second direction.</param>
internal sealed record OnnxLayer(string Name, int Hidden, int Level = 0, bool Bidirectional = false)
{
    /// <summary>The value of ONNX' attribute.</summary>
    public string Direction => Bidirectional ? "bidirectional" : "forward";

    /// <summary>How the weights of its directions end.</summary>
    public string[] Cells => Bidirectional ? [$"l{Level}", $"l{Level}_reverse"] : [$"l{Level}"];
}
