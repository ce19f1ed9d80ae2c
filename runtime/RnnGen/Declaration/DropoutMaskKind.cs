namespace RnnGen;

/// <summary>How long a dropout mask on the input of a recurrent layer lasts.</summary>
public enum DropoutMaskKind
{
    /// <summary>A fresh mask for every step. PyTorch: an <c>nn.Dropout</c> before the layer; Keras 2.</summary>
    PerStep,

    /// <summary>One mask for all steps of a sequence (Gal and Ghahramani 2016). Keras 3.</summary>
    PerSequence,
}
