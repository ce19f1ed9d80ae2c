using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations.Cells;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Which diagnostic a rule about users' cells is; its first argument is the model's class, the others are the rule's.</summary>
internal static class CellDescriptors
{
    public static DiagnosticDescriptor Of(CellRule rule) => rule switch
    {
        CellRule.Source => Descriptors.CellSource,
        CellRule.Step => Descriptors.CellStep,
        CellRule.Loop => Descriptors.CellLoop,
        CellRule.Branch => Descriptors.CellBranch,
        CellRule.Assignment => Descriptors.CellAssignment,
        CellRule.Call => Descriptors.CellCall,
        CellRule.Construct => Descriptors.CellConstruct,
        CellRule.Name => Descriptors.CellName,
        CellRule.Unused => Descriptors.CellUnused,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "A rule without a diagnostic."),
    };
}
