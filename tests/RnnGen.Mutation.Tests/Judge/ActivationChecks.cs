using Conformance.Cells;
using Conformance.Models;
using Mutation.Compiling;
using Mutation.Judged;
using RnnGen.Compiler.Layers;

namespace Mutation.Judge;

/// <summary>Every activation is its definition, on both sides of its corners.</summary>
internal static class ActivationChecks
{
    public static IEnumerable<Check> All => [new("activations by their definitions", ["activations"], Activations)];

    private static void Activations(MutatedModels models)
    {
        var model = models.Create("activations");
        float[] x = [-4, -2.75f, -1.5f, -0.25f, 0.25f, 1.5f, 2.75f, 4];
        var inputs = Inputs.Random(model, batch: 2, steps: 1, seed: 3);
        inputs = inputs with { Values = new Dictionary<string, float[]>(inputs.Values, StringComparer.Ordinal) { ["x"] = x } };
        Plain.Gives(model, inputs, [.. x.Chunk(4).SelectMany(sample => ActivationModels.Kinds.SelectMany(kind => sample.Select(v => Of(kind, v))))]);
    }

    private static double Of(ActivationKind kind, double x) => kind switch
    {
        ActivationKind.Relu => Formula.Relu(x),
        ActivationKind.Tanh => Math.Tanh(x),
        ActivationKind.Sigmoid => Formula.Sigmoid(x),
        ActivationKind.HardSigmoid => Formula.HardSigmoid(x),
        ActivationKind.HardSigmoidClassic => Formula.HardSigmoidClassic(x),
        ActivationKind.HardTanh => Formula.HardTanh(x),
        ActivationKind.Softsign => Formula.Softsign(x),
        ActivationKind.Softplus => Formula.Softplus(x),
        ActivationKind.Elu => Formula.Elu(x),
        ActivationKind.LeakyRelu => Formula.LeakyRelu(x),
        ActivationKind.Selu => Formula.Selu(x),
        ActivationKind.Swish => Formula.Swish(x),
        ActivationKind.ScaledTanh => Formula.ScaledTanh(x),
        ActivationKind.Exponential => Math.Exp(x),
        ActivationKind.GeluTanh => Formula.GeluTanh(x),
        _ => x,
    };
}
