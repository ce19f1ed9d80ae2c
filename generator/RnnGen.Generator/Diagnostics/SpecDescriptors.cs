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
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "A rule without a diagnostic."),
    };
}
