using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics;

/// <summary>
/// Every diagnostic: the title is the rule, the message names class, layer and fix. An id never changes its meaning; each has
/// a page in generator/docs and a row in AnalyzerReleases.
/// </summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "RNN001", "A model is a partial class",
        "'{0}' is not partial, so the generated part cannot join it: write 'partial class {0}'");

    public static readonly DiagnosticDescriptor UnsupportedClass = Error(
        "RNN002", "A model is a plain top-level class",
        "'{0}' is {1}: a model is a top-level class, and neither static, abstract, generic, file-local nor a record");

    public static readonly DiagnosticDescriptor SpreadOverParts = Error(
        "RNN003", "A model is declared on one part of its class",
        "'{0}' has [{1}] on another part than [Model]: layers apply in the order of the text, so move all of them to one part");

    public static readonly DiagnosticDescriptor NoInput = Error(
        "RNN004", "A model has an input",
        "'{0}' has no input: add [Input(steps: …, features: …)] for a sequence or [Input(features: …)] for a plain vector");

    public static readonly DiagnosticDescriptor SeveralInputs = Error(
        "RNN005", "A model has one input",
        "'{0}' has more than one [Input]: keep one, with the features of all side by side");

    public static readonly DiagnosticDescriptor NoLayers = Error(
        "RNN006", "A model has at least one layer",
        "'{0}' has no layer: add one, such as [Gru(64)] or [Dense(1)]");

    public static readonly DiagnosticDescriptor SizeNotPositive = Error(
        "RNN007", "Sizes are at least 1",
        "In '{0}', '{1}' has {2} = {3}: a size is at least 1");

    public static readonly DiagnosticDescriptor RateOutOfRange = Error(
        "RNN008", "Dropout rates lie in [0, 1)",
        "In '{0}', '{1}' has {2} = {3}: a rate is the share of values dropped, from 0 to just below 1");

    public static readonly DiagnosticDescriptor SequenceRequired = Error(
        "RNN009", "A recurrent layer reads a sequence",
        "In '{0}', '{1}' needs a sequence [{2}] but gets a vector [{3}]: {4}");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "RNN010", "Layer names are unique",
        "In '{0}', two layers are named '{1}' (upper and lower case are the same here): give one of them another Name");

    public static readonly DiagnosticDescriptor NameNotIdentifier = Error(
        "RNN011", "A layer's name is an identifier",
        "In '{0}', the layer name '{1}' is not a C# identifier: use letters, digits and '_', begin with a letter, and avoid keywords");

    public static readonly DiagnosticDescriptor Contradiction = Error(
        "RNN012", "Arguments agree with one another",
        "In '{0}', '{1}' says {2}, but {3}");

    public static readonly DiagnosticDescriptor NoLoss = Error(
        "RNN013", "A trainable model has a loss",
        "'{0}' is trainable but has no loss: add [Loss(MeanSquaredError)], [Loss(External)] for one of your own, or set Trainable = false");

    public static readonly DiagnosticDescriptor UnsafeCodeOff = Error(
        "RNN014", "Kernels need unsafe code",
        "'{0}' cannot be compiled, because its kernels use pointers: set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project file");

    public static readonly DiagnosticDescriptor NoTimeAxis = Create(
        "RNN015", DiagnosticSeverity.Info, "Step needs an input with a time axis",
        "'{0}' gets no Step, because its input [{1}] has no time axis: declare [Input(steps: …, features: {1})] if values arrive over time");

    public static readonly DiagnosticDescriptor NoModel = Create(
        "RNN016", DiagnosticSeverity.Warning, "A declaration begins with [Model]",
        "'{0}' has [{1}] but no [Model], so nothing is generated: add [Model], or remove the attribute");

    public static readonly DiagnosticDescriptor ReservedName = Error(
        "RNN017", "A model is not named after a generated member",
        "'{0}' is also the name of a member that is generated into the class: give the class another name");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        NotPartial, UnsupportedClass, SpreadOverParts, NoInput, SeveralInputs, NoLayers, SizeNotPositive, RateOutOfRange,
        SequenceRequired, DuplicateName, NameNotIdentifier, Contradiction, NoLoss, UnsafeCodeOff, NoTimeAxis, NoModel, ReservedName);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Create(id, DiagnosticSeverity.Error, title, message);

    private static DiagnosticDescriptor Create(string id, DiagnosticSeverity severity, string title, string message) =>
        new(id, title, message, "RnnGen", severity, isEnabledByDefault: true);
}
