using RnnGen.Serialization;
using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

/// <summary>Five steps of every optimizer against PyTorch in double precision, within the roundoff of float.</summary>
public class OptimizerTests
{
    private const double Rate = 0.05, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private static readonly SafeTensors Fixture =
        SafeTensors.Load(Path.Combine(AppContext.BaseDirectory, "Fixtures", "optimizers.safetensors"));

    [Theory]
    [InlineData("sgd", 0, false, 0)]
    [InlineData("sgd_momentum", 0.9, false, 0)]
    [InlineData("sgd_nesterov", 0.9, true, 0)]
    [InlineData("sgd_weight_decay", 0, false, 0.1)]
    public void Sgd_follows_PyTorch(string name, double momentum, bool nesterov, double decay)
    {
        Check(name, new Sgd(Rate, momentum, nesterov, decay), () =>
        {
            Rounded v = 0;
            return (w, g) =>
            {
                g += decay * w;
                v = (momentum * v) + g;
                return w - (Rate * (nesterov ? g + (momentum * v) : v));
            };
        });
    }

    [Theory]
    [InlineData("adam", 0, 0)]
    [InlineData("adam_weight_decay", 0.1, 0)]
    [InlineData("adamw", 0, 0.1)]
    public void Adam_follows_PyTorch(string name, double l2, double decoupled)
    {
        Optimizer optimizer = decoupled == 0 ? new Adam(Rate, weightDecay: l2) : new AdamW(Rate, weightDecay: decoupled);
        Check(name, optimizer, () =>
        {
            Rounded m = 0, v = 0;
            var t = 0;
            return (w, g) =>
            {
                t++;
                var (c1, c2) = (1 - Math.Pow(Beta1, t), Math.Sqrt(1 - Math.Pow(Beta2, t)));
                g += l2 * w;
                m = (Beta1 * m) + ((1 - Beta1) * g);
                v = (Beta2 * v) + ((1 - Beta2) * (g * g));
                return ((1 - (Rate * decoupled)) * w) - ((Rate * c2 / c1) * (m / (Rounded.Sqrt(v) + (c2 * Epsilon))));
            };
        });
    }

    /// <summary>What a part of an update throws arrives when all threads have ended, and the threads serve the next step.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_an_update_throws_leaves_the_step(int threads)
    {
        var (parameters, gradients) = (Ones(4096), Ones(4096));
        var optimizer = new Failing();
        Assert.Throws<NotSupportedException>(() => optimizer.Step(parameters, gradients, threads: threads));

        new Sgd(1).Step(parameters, gradients, threads: threads);
        Assert.All(parameters.Values.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_scale_beyond_single_precision_is_refused()
    {
        var (parameters, gradients) = (Ones(3), Ones(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1).Step(parameters, gradients, scale: 1e39));
        Assert.All(parameters.Values.ToArray(), value => Assert.Equal(1, value));
    }

    [Theory]
    [InlineData(AdamEpsilon.AfterCorrection, 1e-3, 1e-3 / (1e-3 + 1e-3))]
    [InlineData(AdamEpsilon.AfterCorrection, 1e-8, 1e-3 / (1e-3 + 1e-8))]
    [InlineData(AdamEpsilon.BeforeCorrection, 1e-3, 0.030653430031715508)]
    [InlineData(AdamEpsilon.BeforeCorrection, 1e-8, 0.9996838722189149)]
    public void Placements_of_epsilon_differ_in_the_first_step(AdamEpsilon placement, double epsilon, double step)
    {
        // One step of rate 1 with g = 1e-3: g/(g + ε), and with c₂ = √(1 − β₂) c₂·g/(c₂·g + ε).
        var (w, g) = (Blocks.Vector(0), Blocks.Vector(1e-3f));
        new Adam(1, epsilon: epsilon, placement: placement).Step(w, g);

        // Some ten operations without cancellation.
        Assert.InRange(w.Values[0], (-step) - 1e-6, (-step) + 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(70)]
    public void Every_lane_and_tail_has_the_bits_of_the_scalar_formula(int length)
    {
        var g = Blocks.Random(length, 2);
        var (sgd, adam, start) = (Blocks.Random(length, 1), Blocks.Random(length, 1), Blocks.Random(length, 1));
        new Sgd(0.1, 0.5, weightDecay: 0.25).Step(sgd, g);
        new Adam(0.1).Step(adam, g);
        var c2 = Math.Sqrt(1 - Beta2);
        for (var i = 0; i < length; i++)
        {
            var (w, gradient) = (start.Values[i], g.Values[i]);
            Assert.Equal(w - (0.1f * (gradient + (0.25f * w))), sgd.Values[i]);
            var (m, v) = ((float)(1 - Beta1) * gradient, (float)(1 - Beta2) * (gradient * gradient));
            Assert.Equal(w - ((float)(0.1 * c2 / (1 - Beta1)) * (m / (MathF.Sqrt(v) + (float)(c2 * Epsilon)))), adam.Values[i]);
        }
    }

    /// <summary>Fewer elements than threads deal out, and several blocks with a rest; two steps, so that states are shared too.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(70)]
    [InlineData(5000)]
    public void A_scale_and_threads_give_the_bits_of_gradients_scaled_before(int length)
    {
        const float Scale = 0.3f;
        var (g, scaled) = (Blocks.Random(length, 2), Blocks.Random(length, 2));
        foreach (ref var value in scaled.Values) value *= Scale;
        Func<Optimizer>[] makers = [() => new Sgd(0.1, 0.5, true, 0.25), () => new Adam(0.1, weightDecay: 0.1), () => new AdamW(0.1)];
        foreach (var make in makers)
        {
            var expected = Blocks.Random(length, 1);
            var plain = make();
            for (var step = 0; step < 2; step++) plain.Step(expected, scaled);
            foreach (var threads in (int[])[1, 2, 3, 5])
            {
                var (w, optimizer) = (Blocks.Random(length, 1), make());
                for (var step = 0; step < 2; step++) optimizer.Step(w, g, Scale, threads);
                Assert.Equal(expected.Values.ToArray(), w.Values.ToArray());
            }
        }

        Assert.Equal(Blocks.Random(length, 2).Values.ToArray(), g.Values.ToArray());
    }

    /// <summary>In single precision a tenth less of the smallest numbers is themselves, so nothing else would end there.</summary>
    [Fact]
    public void What_no_gradient_renews_is_forgotten_in_the_end()
    {
        Optimizer[] optimizers = [new Sgd(0.1, 0.9), new Adam(beta2: 0.9), new AdamW(beta1: 0.5, beta2: 0.9)];
        foreach (var optimizer in optimizers)
        {
            var w = Blocks.Vector(1);
            optimizer.Step(w, Blocks.Vector(1));
            Assert.All(States(optimizer), state => Assert.NotEqual(0, state));
            for (var step = 0; step < 1000; step++) optimizer.Step(w, Blocks.Vector(0));
            Assert.All(States(optimizer), state => Assert.Equal(0, state));
            Assert.True(float.IsFinite(w.Values[0]));
        }
    }

    /// <summary>Its square is subnormal: neither moment hears of it, or the first would be divided by ε alone.</summary>
    [Theory]
    [InlineData(6.8e-18f, false)]
    [InlineData(6.9e-18f, true)]
    [InlineData(-6.9e-18f, true)]
    public void Adam_takes_a_gradient_for_zero_whose_square_it_could_not_keep(float gradient, bool counts)
    {
        var (w, adam) = (Blocks.Vector(0), new Adam(1, epsilon: 1e-30));
        adam.Step(w, Blocks.Vector(gradient));
        Assert.Equal(counts, w.Values[0] != 0);
        Assert.All(States(adam), state => Assert.Equal(counts, state != 0));
        Assert.All(States(adam), state => Assert.False(float.IsSubnormal(state)));
    }

    [Fact]
    public void Scales_and_threads_out_of_range_are_refused_unchanged()
    {
        var w = Blocks.Vector(1);
        var optimizer = new Sgd(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Step(w, w, scale: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Step(w, w, scale: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Step(w, w, threads: 0));
        Assert.Equal((1, 0L), (w.Values[0], optimizer.Steps));
    }

    [Fact]
    public void Steps_allocate_nothing_and_leave_the_padding_zero()
    {
        var (w, g) = (Blocks.Random(37, 1), Blocks.Random(37, 2));
        Optimizer[] optimizers = [new Sgd(0.1, 0.9, true, 0.1), new Adam(weightDecay: 0.1), new AdamW()];
        foreach (var optimizer in optimizers)
        {
            Assert.Equal(0, Allocations.Of(() => optimizer.Step(w, g)));
            Assert.Equal(0, Allocations.Of(() => optimizer.Step(w, g, 0.5, threads: 2)));
            foreach (var value in w.Padded[37..]) Assert.Equal(0, value);
        }
    }

    [Fact]
    public void Blocks_that_do_not_fit_are_refused_unchanged()
    {
        var w = new TensorBlock<float>([Blocks.Tensor("a", 2, 3)]);
        var turned = new TensorBlock<float>([Blocks.Tensor("a", 3, 2)]);
        var renamed = new TensorBlock<float>([Blocks.Tensor("b", 2, 3)]);
        var longer = new TensorBlock<float>([Blocks.Tensor("a", 2, 3), Blocks.Tensor("b", 1)]);
        var optimizer = new Sgd(1);
        Assert.Contains("[2, 3] against [3, 2]", Assert.Throws<ArgumentException>(() => optimizer.Step(w, turned)).Message);
        Assert.Contains("'a' against 'b'", Assert.Throws<ArgumentException>(() => optimizer.Step(w, renamed)).Message);
        Assert.Contains("1 tensors against 2", Assert.Throws<ArgumentException>(() => optimizer.Step(w, longer)).Message);
        optimizer.Step(w, w);
        longer.Values.Fill(1);
        Assert.Contains("another model", Assert.Throws<ArgumentException>(() => optimizer.Step(longer, longer)).Message);
        Assert.All(longer.Values.ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Hyperparameters_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1, momentum: 1));
        Assert.Throws<ArgumentException>(() => new Sgd(1, nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(placement: (AdamEpsilon)2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam().LearningRate = -1);
    }

    /// <summary>Runs the fixture's gradients; <paramref name="newFormula"/> makes the update of one element, state included.</summary>
    private static void Check(string name, Optimizer optimizer, Func<Func<Rounded, Rounded, Rounded>> newFormula)
    {
        var start = Fixture["param.w"].ToArray<float>();
        var gradients = Fixture["up.gradients"].ToArray<float>();
        var reference = Fixture["f64.out." + name].ToArray<double>();
        var w = Blocks.Vector(start);
        var formulas = Array.ConvertAll(start, _ => newFormula());
        var bounds = Array.ConvertAll(start, Rounded.Exact);
        for (var row = 0; row < gradients.Length; row += start.Length)
        {
            var g = Blocks.Vector(gradients.AsSpan(row, start.Length));
            optimizer.Step(w, g);
            for (var i = 0; i < start.Length; i++)
            {
                bounds[i] = formulas[i](bounds[i], Rounded.Exact(g.Values[i]));
                bounds[i].AssertBounds(w.Values[i], reference[row + i]);
            }
        }
    }

    /// <summary>What is remembered of the first parameter.</summary>
    private static float[] States(Optimizer optimizer) => [.. Enumerable.Range(0, optimizer is Sgd ? 1 : 2).Select(i => optimizer.StateOf(i)[0])];

    private static TensorBlock<float> Ones(int count)
    {
        var block = new TensorBlock<float>([new("w", [count], new Initializer.Constant(1))]);
        block.Values.Fill(1);
        return block;
    }

    private sealed class Failing() : Optimizer(Rate)
    {
        protected override void Update(OptimizerPart part) => throw new NotSupportedException();
    }
}
