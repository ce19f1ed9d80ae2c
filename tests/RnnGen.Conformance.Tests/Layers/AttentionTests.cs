using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>Attention with every score: of a sequence over itself, causal or not, of one query, of a sequence over another with lengths.</summary>
public class AttentionTests(ITestOutputHelper output) : LayerTests(Attentions, output)
{
    private static readonly InputSpec Itself = new(5, Steps: 9);
    private static readonly InputSpec Encoder = new(6, Steps: 9) { Name = "encoder", Lengths = true };
    private static readonly InputSpec Decoder = new(6, Steps: 4) { Name = "decoder" };

    private static readonly LayerCases Attentions = new(
        "Attentions",
        Case("SelfDot", Layer(AttentionScore.Dot), [Itself], data => Self(data, causal: false, AttentionReference.Dot)),
        Case("SelfCausal", Layer(AttentionScore.ScaledDot) with { Causal = true }, [Itself with { Lengths = true }], data => Self(data, causal: true, (q, k) => AttentionReference.Dot(q, k) / Math.Sqrt(5))),
        Case("SelfAdditive", Layer(AttentionScore.Additive) with { Units = 3, Causal = true }, [Itself], data => Self(data, causal: true, (q, k) => AttentionReference.Additive(data, "attention1", q, k))),
        Case("Query", Layer(AttentionScore.Additive) with { Units = 7, From = new[] { "query", "encoder" } }, [new InputSpec(3, 0) { Name = "query" }, Encoder], data => Cross(data, "query", 3, (q, k) => AttentionReference.Additive(data, "attention1", q, k))),
        Case("CrossScaled", Layer(AttentionScore.ScaledDot) with { From = new[] { "decoder", "encoder" } }, [Encoder, Decoder], data => Cross(data, "decoder", 6, (q, k) => AttentionReference.Dot(q, k) / Math.Sqrt(6))),
        Case("CrossAdditive", Layer(AttentionScore.Additive) with { Units = 4, From = new[] { "decoder", "encoder" } }, [Encoder, Decoder], data => Cross(data, "decoder", 6, (q, k) => AttentionReference.Additive(data, "attention1", q, k))));

    /// <summary>Columns hold a score for every step of the keys.</summary>
    [Fact]
    public void MoreStepsThanDeclaredAreRefused()
    {
        var model = Attentions.Models.Single("SelfDot", Body.Active);
        var error = Assert.Throws<ArgumentException>(() => Runner.Predict(model, Inputs.Random(model, 1, 10, seed: 1)));
        Assert.Contains("steps is 10, but the model was declared for 9 at the most", error.Message);
    }

    private static AttentionSpec Layer(AttentionScore score) => new("attention1", score);

    private static LayerCase Case(string name, LayerSpec layer, InputSpec[] inputs, Func<LayerData, double[]> reference) =>
        new(Specs.Sequence(name, 1, LossKind.External, layer) with { Inputs = inputs }, reference) { Width = 20, MaxSteps = 9 };

    private static double[] Self(LayerData data, bool causal, Func<double[], double[], double> score) =>
        [.. data.Rows("x", 5).SelectMany((x, b) => AttentionReference.Attend(x, x, x, data.Length(b), causal, score))];

    private static double[] Cross(LayerData data, string query, int size, Func<double[], double[], double> score)
    {
        var (queries, keys) = (data.Rows(query, size), data.Rows("encoder", 6));
        return [.. queries.SelectMany((q, b) => AttentionReference.Attend(q, keys[b], keys[b], data.Length(b, "encoderLengths"), causal: false, score))];
    }
}
