using Conformance.Models;
using RnnGen.Training;
using Xunit.Abstractions;

namespace Conformance.FixtureTests;

/// <summary>Three steps of Adam on W2, the gradients clipped to norm 0.5, end where PyTorch's do.</summary>
public class AdamFixtureTests(ITestOutputHelper output)
{
    private const double LearningRate = 0.01, ClipNorm = 0.5, Unit = 1.0 / (1 << 24);
    private const int Steps = 3;

    private static readonly Fixture Fixture = new("w2_small");

    private static readonly Lazy<Reference> Double = new(() => new Reference(W2FixtureTests.Prepare(CommonModels.Set.Double("W2"))));

    [Fact]
    public void DoublePrecisionAgreesTo10Digits()
    {
        Agreement.Within(1e-10, Fixture.Result("out.adam_losses"), [.. Double.Value.Losses], "losses");
        Agreement.Within(1e-10, Fixture.Result("out.grad_norm"), [Double.Value.FirstNorm], "norm of the first gradients");
        Agreement.Within(1e-10, After3(), Double.Value.Parameters, "parameters after three steps");
    }

    /// <summary>
    /// Adam divides a gradient by its own size, so what a deviation δ of it does to a weight depends on that size: with u = m̂/√v̂
    /// and |u| ≤ 1, |δu| ≤ (|δm̂| + |u|·|δ√v̂|)/√v̂ ≤ 2·max δ/√v̂. Every step adds η times that, and its own roundings: one of the
    /// weight, and some ten of the step.
    /// </summary>
    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void SinglePrecisionAgreesWithinWhatItsGradientsExplain(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        var model = W2FixtureTests.Prepare(CommonModels.Set.Single("W2", body));
        var workspace = model.CreateTrainingWorkspace(W2FixtureTests.Leaves.Batch, W2FixtureTests.Leaves.Steps);
        var adam = new Adam(LearningRate);
        var (largest, allowed) = (new double[model.Parameters.Length], new double[model.Parameters.Length]);
        for (var step = 0; step < Steps; step++)
        {
            var loss = Runner.Train(model, W2FixtureTests.Leaves, workspace)["loss"];
            Agreement.Within(W2FixtureTests.SingleBound, [Fixture.Result("out.adam_losses")[step]], loss, $"loss {step}");
            var norm = GradientClipping.ClipNorm(workspace.Gradients, ClipNorm);
            if (step == 0) Agreement.Within(W2FixtureTests.SingleBound, Fixture.Result("out.grad_norm"), [norm], "norm of the gradients");
            for (var i = 0; i < allowed.Length; i++)
            {
                var (gradient, size) = Double.Value.Steps[step][i];
                largest[i] = Math.Max(largest[i], Math.Abs(workspace.Gradients.Values[i] - gradient));
                var share = largest[i] == 0 ? 0 : Math.Min(2, 2 * largest[i] / size);
                allowed[i] += (LearningRate * (share + (10 * Unit))) + (Unit * Math.Abs(model.Parameters.Values[i]));
            }

            adam.Step(model.Parameters, workspace.Gradients);
            model.RefreshWeights();
        }

        var expected = After3();

        // What is allowed has to mean something: a thousandth of what Adam moves at the most.
        Assert.InRange(allowed.Max(), 0, 1e-3 * LearningRate * Steps);
        for (var i = 0; i < expected.Length; i++)
        {
            var actual = model.Parameters.Values[i];
            Assert.True(Math.Abs(actual - expected[i]) <= allowed[i], $"Parameter {i} is {actual:R} instead of {expected[i]:R}.");
        }
    }

    private static double[] After3() =>
        [.. Double.Value.Model.Parameters.Tensors.SelectMany(tensor => Fixture.Result("after3.param." + tensor.Name))];

    /// <summary>The steps in double precision, with Adam written out after Kingma and Ba.</summary>
    private sealed class Reference
    {
        public Reference(TestModel<double> model)
        {
            Model = model;
            var workspace = model.CreateTrainingWorkspace(W2FixtureTests.Leaves.Batch, W2FixtureTests.Leaves.Steps);
            var (m, v) = (new double[model.Parameters.Length], new double[model.Parameters.Length]);
            for (var t = 1; t <= AdamFixtureTests.Steps; t++)
            {
                Losses.Add(Runner.Train(model, W2FixtureTests.Leaves, workspace)["loss"][0]);
                var gradients = workspace.Gradients.Values;
                var norm = Math.Sqrt(gradients.ToArray().Sum(g => g * g));
                if (t == 1) FirstNorm = norm;
                var step = new (double Gradient, double Size)[m.Length];
                for (var i = 0; i < m.Length; i++)
                {
                    var g = gradients[i] * Math.Min(1, ClipNorm / (norm + 1e-6));
                    m[i] = (0.9 * m[i]) + (0.1 * g);
                    v[i] = (0.999 * v[i]) + (0.001 * g * g);
                    var size = Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8;
                    step[i] = (g, size);
                    model.Parameters.Values[i] -= LearningRate * (m[i] / (1 - Math.Pow(0.9, t))) / size;
                }

                Steps.Add(step);
                model.RefreshWeights();
            }

            Parameters = model.Parameters.Values.ToArray();
        }

        public TestModel<double> Model { get; }

        public List<double> Losses { get; } = [];

        public double FirstNorm { get; }

        /// <summary>Of every step, the clipped gradients and √v̂ + ε.</summary>
        public List<(double Gradient, double Size)[]> Steps { get; } = [];

        public double[] Parameters { get; }
    }
}
