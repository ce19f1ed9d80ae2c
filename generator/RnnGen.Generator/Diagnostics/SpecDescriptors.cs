using Microsoft.CodeAnalysis;
using RnnGen.Compiler.Spec;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Which diagnostic a rule of the compiler is; the arguments of both are the same.</summary>
internal static class SpecDescriptors
{
    public static DiagnosticDescriptor Of(SpecRule rule) => rule switch
    {
        SpecRule.NoLayers => Descriptors.NoLayers,
        SpecRule.SizeNotPositive => Descriptors.SizeNotPositive,
        SpecRule.RateOutOfRange => Descriptors.RateOutOfRange,
        SpecRule.SequenceRequired => Descriptors.SequenceRequired,
        SpecRule.DuplicateName => Descriptors.DuplicateName,
        SpecRule.ReservedName => Descriptors.ReservedName,
        SpecRule.Contradiction => Descriptors.Contradiction,
        SpecRule.ReservedTensorName => Descriptors.ReservedTensorName,
        SpecRule.UnknownSource => Descriptors.UnknownSource,
        SpecRule.Cycle => Descriptors.Cycle,
        SpecRule.ShapesDiffer => Descriptors.ShapesDiffer,
        SpecRule.WrongContent => Descriptors.WrongContent,
        SpecRule.UnknownOutput => Descriptors.UnknownOutput,
        SpecRule.OutputNotNamed => Descriptors.OutputNotNamed,
        SpecRule.TargetMismatch => Descriptors.TargetMismatch,
        SpecRule.CarriedBackwards => Descriptors.CarriedBackwards,
        SpecRule.StatesDiffer => Descriptors.StatesDiffer,
        SpecRule.RoundedWeights => Descriptors.RoundedWeights,
        SpecRule.MasksDiffer => Descriptors.MasksDiffer,
        SpecRule.ActivationBeforeLoss => Descriptors.ActivationBeforeLoss,
        SpecRule.UnusedMask => Descriptors.UnusedMask,
        SpecRule.DropoutWithoutEffect => Descriptors.DropoutWithoutEffect,
        SpecRule.UnjudgedOutput => Descriptors.UnjudgedOutput,
        SpecRule.NoTimeAxis => Descriptors.NoTimeAxis,
        SpecRule.NoStream => Descriptors.NoStream,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "A rule without a diagnostic."),
    };
}
