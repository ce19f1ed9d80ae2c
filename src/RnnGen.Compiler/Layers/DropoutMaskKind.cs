namespace RnnGen.Compiler.Layers;

/// <summary>How long a mask on a layer's input lasts.</summary>
public enum DropoutMaskKind
{
    /// <summary>A fresh one for every step.</summary>
    PerStep,

    /// <summary>One for all steps of a sequence (Gal and Ghahramani 2016; Keras 3).</summary>
    PerSequence,
}

/// <summary>Which gates share a mask on the hidden state; it lasts for the sequence.</summary>
public enum RecurrentMaskKind
{
    /// <summary>Every gate sees another part of the hidden state: Keras' layers, and Gal's untied weights.</summary>
    PerGate,

    /// <summary>All gates see the same: Gal's tied weights, which are one product.</summary>
    Shared,
}
