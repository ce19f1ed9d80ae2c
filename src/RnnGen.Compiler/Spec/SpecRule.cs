namespace RnnGen.Compiler.Spec;

/// <summary>What there can be to say about a declaration that parses. Each rule is one diagnostic of the Roslyn host.</summary>
public enum SpecRule
{
    /// <summary>A size that must be positive is not. Arguments: class, layer, what, value.</summary>
    SizeNotPositive,

    /// <summary>A rate lies outside [0, 1). Arguments: class, layer, what, value.</summary>
    RateOutOfRange,

    /// <summary>A layer needs a sequence and gets a single vector. Arguments: class, layer, its needed shape, the shape it gets, the fix.</summary>
    SequenceRequired,

    /// <summary>Two layers or inputs bear one name. Arguments: class, name.</summary>
    DuplicateName,

    /// <summary>The class bears the name of a member that is generated. Arguments: class.</summary>
    ReservedName,

    /// <summary>An input or an output bears the name of a parameter or variable of generated members. Arguments: class, name.</summary>
    ReservedTensorName,

    /// <summary>The class declares no layer. Arguments: class.</summary>
    NoLayers,

    /// <summary>A layer reads what does not exist. Arguments: class, layer, the name it asks for, the names there are.</summary>
    UnknownSource,

    /// <summary>Layers read one another in a circle. Arguments: class, layer, the circle.</summary>
    Cycle,

    /// <summary>An argument has no effect or contradicts another. Arguments: class, layer, what, why.</summary>
    Contradiction,

    /// <summary>Inputs of a layer do not fit together. Arguments: class, layer, the inputs with their shapes, why, the fix.</summary>
    ShapesDiffer,

    /// <summary>A layer reads numbers and needs tokens, or the other way round. Arguments: class, layer, what it needs, what it gets, the fix.</summary>
    WrongContent,

    /// <summary>A loss judges what is no output. Arguments: class, the name it asks for, the outputs there are.</summary>
    UnknownOutput,

    /// <summary>There are several outputs, and a loss does not say which it judges. Arguments: class, loss, the outputs there are.</summary>
    OutputNotNamed,

    /// <summary>A loss cannot judge the output it is for. Arguments: class, loss, output, its shape, why, the fix.</summary>
    TargetMismatch,

    /// <summary>States are to be carried on, but a layer reads the sequence from its end. Arguments: class, layer.</summary>
    CarriedBackwards,

    /// <summary>A layer cannot start from the states of another. Arguments: class, layer, its states, the other layer, what that gives, the fix.</summary>
    StatesDiffer,

    /// <summary>Weights are to be rounded where that cannot be. Arguments: class, the weights it asks for, why, the fix.</summary>
    RoundedWeights,

    /// <summary>An output is a probability, and its loss wants a logit. Arguments: class, layer, activation, loss.</summary>
    ActivationBeforeLoss,

    /// <summary>Nothing depends on the lengths or the padding of an input. Arguments: class, input, what.</summary>
    UnusedMask,

    /// <summary>A layer joins what different inputs mask. Arguments: class, layer, the inputs with their shapes, what tells which of their steps count.</summary>
    MasksDiffer,

    /// <summary>A dropout drops nothing. Arguments: class, layer, what, why.</summary>
    DropoutWithoutEffect,

    /// <summary>No loss judges an output, so what only it depends on is never trained. Arguments: class, layer.</summary>
    UnjudgedOutput,

    /// <summary>No Step is generated: no input has a time axis. Arguments: class, the input's shape, the fix.</summary>
    NoTimeAxis,

    /// <summary>No Step is generated: a layer needs more than the steps so far, or the state is too large. Arguments: class, why.</summary>
    NoStream,
}

/// <summary>The part of a declaration that something is said about.</summary>
public enum SpecPart
{
    Model,
    Input,
    Layer,
    Loss,
}
