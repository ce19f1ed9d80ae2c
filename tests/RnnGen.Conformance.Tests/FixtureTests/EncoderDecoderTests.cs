using System.Numerics;
using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.FixtureTests;

/// <summary>
/// An encoder–decoder with teacher forcing: two sequences of different lengths, the decoder's states starting from the encoder's last.
/// </summary>
public class EncoderDecoderTests(ITestOutputHelper output)
{
    private const int Batch = 3, SourceSteps = 6, TargetSteps = 4;

    private static readonly ModelSpec Translator = Specs.Sequence("Translator", 1, LossKind.CrossEntropyWithLogits,
        new EmbeddingSpec("source", 5) { From = new[] { "from" } },
        new LstmSpec("encoder", 8),
        new EmbeddingSpec("target", 4) { From = new[] { "to" } },
        new LstmSpec("decoder", 8) { Return = ReturnKind.Sequence, InitialStateFrom = "encoder" },
        new DenseSpec("head", 9, ActivationKind.Linear)) with
    {
        Inputs = new[]
        {
            new InputSpec(0, SourceSteps) { Name = "from", Vocabulary = 11 },
            new InputSpec(0, TargetSteps) { Name = "to", Vocabulary = 9 },
        },
    };

    /// <summary>Units of decoders that look at what the encoder gave: rows of a vector of every width, in a step so short that all of it is inlined.</summary>
    private static readonly int[] Attentive = [4, 8, 16];

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("EncoderDecoder", [Translator, .. Attentive.Select(units => Attending(units))], Body.All));

    public static TheoryData<string, string> Steps
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var body in Body.Single.Select(body => body.Name))
            {
                data.Add(Translator.Name, body);
                foreach (var units in Attentive) data.Add(Attending(units).Name, body);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithinRounding(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        Check(Models.Value.Single("Translator", body), Rounding.Bound(layers: 4, width: 16, new Inputs(Batch, SourceSteps, new Dictionary<string, float[]>())));
    }

    [Fact]
    public void DoublePrecisionAgreesTo10Digits() => Check(Models.Value.Double("Translator"), 1e-10);

    /// <summary>What the decoder gives step by step, after the encoder has read, are the bits that it gives at once.</summary>
    [Theory]
    [MemberData(nameof(Steps))]
    public void StepGivesTheBitsOfPredict(string name, string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var model = Models.Value.Single(name, body, 3);
        var from = new float[] { 3, 10, 0, 7, 7, 1 };
        var to = new float[] { 2, 8, 0, 5 };
        var y = new float[TargetSteps * 9];
        model.Predict(new Tensors<float> { ["from"] = from, ["to"] = to, ["y"] = y }, 1, model.CreateWorkspace(1, SourceSteps));
        model.Restart(new Tensors<float> { ["from"] = from });
        var step = new float[9];
        for (var t = 0; t < TargetSteps; t++)
        {
            model.Step([to[t]], step);
            Assert.Equal(y[(t * 9)..((t + 1) * 9)], step);
        }
    }

    private static ModelSpec Attending(int units) => Translator with
    {
        Name = $"Attending{units}",
        Layers = new LayerSpec[]
        {
            new EmbeddingSpec("source", 5) { From = new[] { "from" } },
            new GruSpec("encoder", units) { Return = ReturnKind.Sequence },
            new EmbeddingSpec("target", 4) { From = new[] { "to" } },
            new GruSpec("decoder", units) { Return = ReturnKind.Sequence, InitialStateFrom = "encoder" },
            new AttentionSpec("attention", AttentionScore.Dot) { From = new[] { "decoder", "encoder" } },
            new DenseSpec("head", 9, ActivationKind.Linear),
        },
    };

    private static void Check<T>(TestModel<T> model, double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var fixture = new Fixture("encoder_decoder");
        foreach (var tensor in model.Parameters.Tensors) Runner.Convert<T>(fixture.Leaf("param." + tensor.Name)).CopyTo(model.Parameters[tensor.Name]);
        model.RefreshWeights();
        var tensors = new Tensors<T>
        {
            ["from"] = Runner.Convert<T>(fixture.Whole("in.source")),
            ["to"] = Runner.Convert<T>(fixture.Whole("in.target")),
            ["target"] = Runner.Convert<T>(fixture.Whole("target.next")),
            ["y"] = new T[Batch * TargetSteps * 9],
        };
        model.Predict(tensors, Batch, model.CreateWorkspace(Batch, SourceSteps));
        Agreement.Within(bound, fixture.Result("out.logits"), Runner.Doubles<T>(tensors["y"]), "logits");

        var workspace = model.CreateTrainingWorkspace(Batch, SourceSteps);
        model.Forward(tensors, Batch, workspace);
        Agreement.Within(bound, fixture.Result("out.loss"), [double.CreateTruncating(model.Loss(tensors, workspace))], "loss");
        model.Backward(tensors, workspace);
        foreach (var tensor in model.Parameters.Tensors)
            Agreement.Within(bound, fixture.Result("grad.param." + tensor.Name), Runner.Doubles<T>(workspace.Gradients[tensor.Name]), tensor.Name);
    }
}
