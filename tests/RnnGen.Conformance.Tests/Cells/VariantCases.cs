using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance.Cells;

/// <summary>A declared layer and what it has to compute.</summary>
internal sealed record VariantCase(RecurrentSpec Spec, ReferenceLayer Reference);

/// <summary>Every variant of every cell, each in the compiler's words and in the reference's. Three models, with the layers side by side.</summary>
internal static class VariantCases
{
    private const int Units = 5;

    public static readonly IReadOnlyList<VariantCase> Lstms =
    [
        Lstm("torch", "ifgo", 2),
        Lstm("keras", "ifgo", 1, s => s with { Family = Family.Keras }),
        Lstm("onnx", "iofg", 2, s => s with { Family = Family.Onnx }),
        Lstm("tutorial", "figo", 1, s => s with { Family = Family.Tutorial }),
        Lstm("unbiased", "ifgo", 0, s => s with { Biases = BiasKind.None }),
        Lstm("peep", "ifgo", 2, s => s with { Peepholes = true }, c => c with { Peepholes = true }),
        Lstm(
            "clipped",
            "iofg",
            1,
            s => s with { Family = Family.Onnx, Biases = BiasKind.One, Peepholes = true, ClipGates = 0.4f },
            c => c with { Peepholes = true, ClipGates = 0.4f }),
        Lstm("coupled", "igo", 2, s => s with { CoupledGates = true, Peepholes = true }, c => c with { Coupled = true, Peepholes = true }),
        Lstm("bounded", "ifgo", 2, s => s with { ClipCell = 0.25f, Peepholes = true }, c => c with { ClipCell = 0.25f, Peepholes = true }),
        Lstm("narrow", "ifgo", 2, s => s with { ProjectionSize = 3 }, c => c with { Projection = 3 }),
        Stacked(Lstm("narrowStack", "ifgo", 2, s => s with { ProjectionSize = 3 }, c => c with { Projection = 3 }), bidirectional: true),
        Lstm(
            "active",
            "ifgo",
            2,
            s => s with { RecurrentActivation = ActivationKind.HardSigmoid, Activation = ActivationKind.Softsign, CellActivation = ActivationKind.ScaledTanh },
            c => c with { Gate = Formula.HardSigmoid, Candidate = Formula.Softsign, Output = Formula.ScaledTanh }),
        Lstm(
            "candidate", "ifgo", 1, s => s with { Family = Family.Keras, Activation = ActivationKind.Swish }, c => c with { Candidate = Formula.Swish, Output = Formula.Swish }),
        Lstm("normed", "ifgo", 0, s => s with { LayerNorm = true }, c => c with { LayerNorm = true }),
        Stacked(
            Lstm("normedStack", "iog", 0, s => s with { Family = Family.Onnx, LayerNorm = true, CoupledGates = true, Peepholes = true }, c => c with { LayerNorm = true, Coupled = true, Peepholes = true }),
            bidirectional: true),
        Learned(Lstm("learned", "ifgo", 2)),
    ];

    public static readonly IReadOnlyList<VariantCase> Grus =
    [
        Gru("torch", "rzn", 2),
        Gru("keras", "zrn", 2, s => s with { Family = Family.Keras }),
        Gru("kerasBefore", "zrn", 1, s => s with { Family = Family.Keras, ResetAfter = false }, c => c with { ResetBefore = true }),
        Gru("onnx", "zrn", 2, s => s with { Family = Family.Onnx }, c => c with { ResetBefore = true }),
        Gru("onnxAfter", "zrn", 2, s => s with { Family = Family.Onnx, ResetAfter = true }),
        Gru("tutorial", "rzn", 0, s => s with { Family = Family.Tutorial }, c => c with { ResetBefore = true, TakesNew = true }),
        Gru("before", "rzn", 2, s => s with { ResetAfter = false }, c => c with { ResetBefore = true }),
        Gru("takes", "rzn", 2, s => s with { UpdateGate = UpdateGateKind.TakesNew }, c => c with { TakesNew = true }),
        Gru("keeps", "rzn", 1, s => s with { Family = Family.Tutorial, UpdateGate = UpdateGateKind.KeepsOld, Biases = BiasKind.One }, c => c with { ResetBefore = true }),
        Gru(
            "classic",
            "rzn",
            2,
            s => s with { ResetAfter = false, RecurrentActivation = ActivationKind.HardSigmoidClassic, Activation = ActivationKind.Relu },
            c => c with { ResetBefore = true, Gate = Formula.HardSigmoidClassic, Candidate = Formula.Relu }),
        Gru("clipped", "zrn", 2, s => s with { Family = Family.Onnx, ClipGates = 0.3f }, c => c with { ResetBefore = true, ClipGates = 0.3f }),
        Stacked(Learned(Gru("learned", "rzn", 2)), bidirectional: false),
        Stacked(Gru("tutorialStack", "rzn", 0, s => s with { Family = Family.Tutorial }, c => c with { ResetBefore = true, TakesNew = true }), bidirectional: true),
    ];

    public static readonly IReadOnlyList<VariantCase> Rnns =
    [
        Rnn("torch", 2),
        Rnn("keras", 1, s => s with { Family = Family.Keras }),
        Rnn("onnx", 2, s => s with { Family = Family.Onnx, ClipGates = 0.5f }, c => c with { ClipGates = 0.5f }),
        Rnn("tutorial", 1, s => s with { Family = Family.Tutorial }),
        .. new (ActivationKind Kind, Func<double, double> Formula)[]
        {
            (ActivationKind.Linear, Formula.Linear),
            (ActivationKind.Relu, Formula.Relu),
            (ActivationKind.Tanh, Math.Tanh),
            (ActivationKind.Sigmoid, Formula.Sigmoid),
            (ActivationKind.HardSigmoid, Formula.HardSigmoid),
            (ActivationKind.HardSigmoidClassic, Formula.HardSigmoidClassic),
            (ActivationKind.HardTanh, Formula.HardTanh),
            (ActivationKind.Softsign, Formula.Softsign),
            (ActivationKind.Softplus, Formula.Softplus),
            (ActivationKind.Elu, Formula.Elu),
            (ActivationKind.LeakyRelu, Formula.LeakyRelu),
            (ActivationKind.Selu, Formula.Selu),
            (ActivationKind.Swish, Formula.Swish),
            (ActivationKind.ScaledTanh, Formula.ScaledTanh),
            (ActivationKind.Exponential, Math.Exp),
            (ActivationKind.GeluTanh, Formula.GeluTanh),
        }.Select(a => Rnn("f" + a.Kind, 2, s => s with { Activation = a.Kind }, c => c with { Candidate = a.Formula })),
    ];

    private static VariantCase Lstm(string name, string order, int biases, Func<LstmSpec, LstmSpec>? vary = null, Func<ReferenceCell, ReferenceCell>? say = null) =>
        Of((vary ?? (s => s))(new LstmSpec(name, Units)), new ReferenceCell("lstm", order, Units, biases), say);

    private static VariantCase Gru(string name, string order, int biases, Func<GruSpec, GruSpec>? vary = null, Func<ReferenceCell, ReferenceCell>? say = null) =>
        Of((vary ?? (s => s))(new GruSpec(name, Units)), new ReferenceCell("gru", order, Units, biases), say);

    private static VariantCase Rnn(string name, int biases, Func<RnnSpec, RnnSpec>? vary = null, Func<ReferenceCell, ReferenceCell>? say = null) =>
        Of((vary ?? (s => s))(new RnnSpec(name, Units)), new ReferenceCell("rnn", "h", Units, biases), say);

    private static VariantCase Of(RecurrentSpec spec, ReferenceCell cell, Func<ReferenceCell, ReferenceCell>? say) => new(
        spec with
        {
            From = new[] { "x" },
            Return = ReturnKind.Sequence,
            InitialState = InitialStateKind.Input,
            FinalStateOutput = true,
        },
        new ReferenceLayer(spec.Name, (say ?? (c => c))(cell)));

    private static VariantCase Stacked(VariantCase of, bool bidirectional) => new(
        of.Spec with { Layers = 2, Bidirectional = bidirectional }, of.Reference with { Layers = 2, Bidirectional = bidirectional });

    private static VariantCase Learned(VariantCase of) =>
        new(of.Spec with { InitialState = InitialStateKind.Learned }, of.Reference with { Learned = true });
}
