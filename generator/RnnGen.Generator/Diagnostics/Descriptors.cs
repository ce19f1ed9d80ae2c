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
        "'{0}' has no input: add [Input(steps: …, features: …)] for a sequence, [Input(features: …)] for a plain vector or [Tokens(vocabulary: …, maxSteps: …)]");

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
        "RNN010", "Names are unique",
        "In '{0}', the name '{1}' is taken by another layer or input (upper and lower case are the same here): give one of them another Name");

    public static readonly DiagnosticDescriptor NameNotIdentifier = Error(
        "RNN011", "A name is an identifier",
        "In '{0}', the name '{1}' is not a C# identifier: use letters, digits and '_', begin with a letter, and avoid keywords");

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
        "'{0}' gets no Step, because its input [{1}] has no time axis: declare {2} if values arrive over time");

    public static readonly DiagnosticDescriptor NoModel = Create(
        "RNN016", DiagnosticSeverity.Warning, "A declaration begins with [Model]",
        "'{0}' has [{1}] but no [Model], so nothing is generated: add [Model], or remove the attribute");

    public static readonly DiagnosticDescriptor ReservedName = Error(
        "RNN017", "A model is not named after a generated member",
        "'{0}' is also the name of a member that is generated into the class: give the class another name");

    public static readonly DiagnosticDescriptor UnknownSource = Error(
        "RNN018", "A layer reads what there is",
        "In '{0}', '{1}' reads '{2}', which is neither an input nor a layer: there are {3}");

    public static readonly DiagnosticDescriptor Cycle = Error(
        "RNN019", "Layers do not read one another in a circle",
        "In '{0}', '{1}' depends on itself, {2}: change From of one of them; what comes back over time is a recurrent layer's matter");

    public static readonly DiagnosticDescriptor ShapesDiffer = Error(
        "RNN020", "Joined layers fit together",
        "In '{0}', '{1}' cannot join {2}, because {3}: {4}");

    public static readonly DiagnosticDescriptor WrongContent = Error(
        "RNN021", "Embeddings read tokens, other layers numbers",
        "In '{0}', '{1}' needs {2} but gets {3}: {4}");

    public static readonly DiagnosticDescriptor UnknownOutput = Error(
        "RNN022", "A loss judges an output",
        "In '{0}', a loss says Of = \"{1}\", which is no output: outputs are the layers that no other layer reads, {2}");

    public static readonly DiagnosticDescriptor OutputNotNamed = Error(
        "RNN023", "With several outputs, a loss says which it judges",
        "'{0}' has several outputs, and [Loss({1})] does not say which it judges: set Of to one of {2}");

    public static readonly DiagnosticDescriptor TargetMismatch = Error(
        "RNN024", "A loss fits its output",
        "In '{0}', [Loss({1})] cannot judge '{2}' [{3}], because {4}: {5}");

    public static readonly DiagnosticDescriptor CarriedBackwards = Error(
        "RNN025", "States are carried forwards",
        "'{0}' says Stateful = true, but '{1}' also reads from the end of a sequence, which a part of a longer one does not have: remove Stateful or Bidirectional");

    public static readonly DiagnosticDescriptor ReservedTensorName = Error(
        "RNN026", "Inputs and outputs are not named after generated parameters",
        "In '{0}', '{1}' is also the name of a parameter, variable or member that is generated: give it another Name");

    public static readonly DiagnosticDescriptor ActivationBeforeLoss = Warning(
        "RNN027", "A loss on logits judges logits",
        "In '{0}', '{1}' ends with {2}, which {3} applies once more: remove the activation, and apply it to predictions");

    public static readonly DiagnosticDescriptor UnusedMask = Warning(
        "RNN028", "Lengths and padding are for a layer or a loss",
        "In '{0}', '{1}' says {2}, but neither an output nor a loss depends on it: remove it, or add a layer that reads the steps one by one");

    public static readonly DiagnosticDescriptor DropoutWithoutEffect = Warning(
        "RNN029", "Dropout drops something",
        "In '{0}', '{1}' says {2}, but {3}: remove the dropout");

    public static readonly DiagnosticDescriptor UnjudgedOutput = Warning(
        "RNN030", "Every output is judged",
        "In '{0}', no loss judges '{1}', so that it is never trained: add [Loss(…, Of = \"{1}\")], or let another layer read it");

    public static readonly DiagnosticDescriptor NoStream = Create(
        "RNN031", DiagnosticSeverity.Info, "Step needs layers that make do with the steps so far, and a small state",
        "'{0}' gets no Step, because {1}");

    public static readonly DiagnosticDescriptor Defect = Error(
        "RNN032", "The compiler has a defect",
        "'{0}' could not be compiled, which is a defect of RnnGen and not of the declaration; please report it with the declaration and this text: {1}");

    public static readonly DiagnosticDescriptor StatesDiffer = Error(
        "RNN033", "States start from states like them",
        "In '{0}', '{1}' has the states {2} and cannot start from '{3}', which gives {4}: {5}");

    public static readonly DiagnosticDescriptor MasksDiffer = Warning(
        "RNN034", "What is joined counts the same steps",
        "In '{0}', '{1}' joins {2}, of which {3} tell what counts: only steps that count in all of them remain; let one input have Lengths or MaskPadding, and others share its steps by StepsOf alone");

    public static readonly DiagnosticDescriptor RoundedWeights = Error(
        "RNN035", "Rounded weights are for predictions in single precision",
        "'{0}' says Weights = {1}, but it {2}: {3}");

    public static readonly DiagnosticDescriptor CellSource = Error(
        "RNN040", "A cell belongs to the same project",
        "In '{0}', the cell '{1}' comes from the assembly '{2}': its equations are read from its source, so move the class into this project");

    public static readonly DiagnosticDescriptor CellStep = Error(
        "RNN041", "A cell has one method Step",
        "In '{0}', the cell '{1}' {2}: a cell has one method 'static CellVector Step(CellInput x, CellVector h, CellWeights w)', and with several states a CellVector for each and a tuple of as many as result");

    public static readonly DiagnosticDescriptor CellLoop = Error(
        "RNN042", "A cell has no loops",
        "In '{0}', the cell '{1}' has a loop, '{2}': it is one time step, which the layer repeats, and its operators already act on whole vectors");

    public static readonly DiagnosticDescriptor CellBranch = Error(
        "RNN043", "A cell has no branches",
        "In '{0}', the cell '{1}' branches at '{2}': equations are the same for all values; use Max, Min, Abs or a gate between 0 and 1");

    public static readonly DiagnosticDescriptor CellAssignment = Error(
        "RNN044", "A cell assigns nothing",
        "In '{0}', the cell '{1}' assigns at '{2}': a name stands for one value; declare another with var");

    public static readonly DiagnosticDescriptor CellCall = Error(
        "RNN045", "A cell calls functions that have equations",
        "In '{0}', the cell '{1}' calls '{2}': it may call the functions of Cell, w.Input, w.Hidden, w.Vector, and static methods of its own class that return a CellVector and do not call themselves");

    public static readonly DiagnosticDescriptor CellConstruct = Error(
        "RNN046", "A cell is made of equations",
        "In '{0}', the cell '{1}' contains '{2}': allowed are var declarations, +, -, *, /, finite constants, calls of functions, and one return at the end");

    public static readonly DiagnosticDescriptor CellName = Error(
        "RNN047", "The names of a cell are constant and distinct",
        "In '{0}', the cell '{1}' has the name '{2}', but {3}: give every gate, vector and state a constant name of its own");

    public static readonly DiagnosticDescriptor CellUnused = Error(
        "RNN048", "A cell uses its input and its weights",
        "In '{0}', the cell '{1}' has '{2}', on which nothing that Step returns depends: use it or remove it");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        NotPartial, UnsupportedClass, SpreadOverParts, NoInput, NoLayers, SizeNotPositive, RateOutOfRange,
        SequenceRequired, DuplicateName, NameNotIdentifier, Contradiction, NoLoss, UnsafeCodeOff, NoTimeAxis, NoModel, ReservedName,
        UnknownSource, Cycle, ShapesDiffer, WrongContent, UnknownOutput, OutputNotNamed, TargetMismatch, CarriedBackwards, ReservedTensorName,
        ActivationBeforeLoss, UnusedMask, DropoutWithoutEffect, UnjudgedOutput, NoStream, Defect, StatesDiffer, MasksDiffer, RoundedWeights,
        CellSource, CellStep, CellLoop, CellBranch, CellAssignment, CellCall, CellConstruct, CellName, CellUnused);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Create(id, DiagnosticSeverity.Error, title, message);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Create(id, DiagnosticSeverity.Warning, title, message);

    private static DiagnosticDescriptor Create(string id, DiagnosticSeverity severity, string title, string message) =>
        new(id, title, message, "RnnGen", severity, isEnabledByDefault: true);
}
