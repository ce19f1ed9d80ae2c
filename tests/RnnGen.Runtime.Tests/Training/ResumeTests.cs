using RnnGen.Data;
using RnnGen.Serialization;
using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

/// <summary>Saving in the middle of a training and going on, with new objects, to the bits of the training that was never interrupted.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["checkpoint.safetensors"];

    public void Dispose() => _folder.Dispose();

    public static TheoryData<Func<Optimizer>> Optimizers => new(
        () => new Sgd(0.1),
        () => new Sgd(0.1, momentum: 0.9, nesterov: true),
        () => new Adam(0.1, weightDecay: 0.1),
        () => new AdamW(0.1));

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_resumed_training_has_the_bits_of_an_uninterrupted_one(Func<Optimizer> newOptimizer)
    {
        var data = new TensorDataset(Blocks.Random(40, 5).Values.ToArray(), Blocks.Random(20, 6).Values.ToArray(), steps: 1, features: 2);
        (LinearModel Model, FitOptions Options) New(int from, int epochs)
        {
            // A gradient that depends on the number of the step, as masks of dropout do; one step of every epoch is skipped.
            var model = new LinearModel(1, 2);
            model.Spoil = (step, g) => g.Values[0] = step % 3 == 1 ? float.NaN : g.Values[0] + (step * 0.01f);
            var options = new FitOptions { InitialEpoch = from, Epochs = epochs, BatchSize = 8, Seed = 4, Optimizer = newOptimizer() };
            return (model, options);
        }

        var (whole, wholeOptions) = New(0, 5);
        var wholeHistory = Trainer.Fit(whole, data, wholeOptions);

        var (first, firstOptions) = New(0, 2);
        Trainer.Fit(first, data, firstOptions);
        ModelFile.Save(Path, first.Description, first.Parameters, firstOptions.Optimizer);

        var (second, secondOptions) = New(2, 5);
        secondOptions.Optimizer.LearningRate = 99;
        ModelFile.Load(Path, second.Description, second.Parameters, secondOptions.Optimizer);
        Assert.Equal((4, 0.1), (secondOptions.Optimizer.Steps, secondOptions.Optimizer.LearningRate));
        var history = Trainer.Fit(second, data, secondOptions);

        Assert.Equal(whole.Parameters.Values.ToArray(), second.Parameters.Values.ToArray());
        Assert.NotEqual(whole.Parameters.Values.ToArray(), first.Parameters.Values.ToArray());
        Assert.Equal([2, 3, 4], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(wholeHistory.Column("loss")[2..], history.Column("loss"));
        Assert.Equal(10, secondOptions.Optimizer.Steps);
    }

    [Fact]
    public void The_number_of_a_step_goes_on_also_with_windows_of_shuffled_lengths()
    {
        int[] lengths = [5, 2, 7, 1, 3];
        var data = new TensorDataset<int, int>(new int[35], new int[35], steps: 7, lengths: lengths);
        List<long> Steps(int from, int epochs)
        {
            var steps = new List<long>();
            var model = new TokenModel(6, 2, sequence: true, carries: true) { Spoil = (step, _) => steps.Add(step) };
            var options = new FitOptions<int, int> { InitialEpoch = from, Epochs = epochs, BatchSize = 2, TruncatedSteps = 2 };
            Trainer.Fit(model, data, options);
            return steps;
        }

        var whole = Steps(0, 6);
        Assert.Equal(Enumerable.Range(0, whole.Count).Select(i => (long)i), whole);
        Assert.Equal([.. Steps(0, 3), .. Steps(3, 6)], whole);
    }

    [Fact]
    public void A_loaded_optimizer_can_be_saved_again_and_an_earlier_state_replaces_a_later_one()
    {
        var (w, g) = (Blocks.Random(37, 1), Blocks.Random(37, 2));
        var description = new ModelDescription("M", 1, 0, 1, false, [], w.Tensors, "m");
        var optimizer = new Adam(0.1) { Name = "adam" };
        optimizer.Step(w, g);
        ModelFile.Save(Path, description, w, optimizer);
        optimizer.Step(w, g);
        var expected = w.Values.ToArray();
        optimizer.Step(w, g);

        ModelFile.Load(Path, description, w, optimizer);
        ModelFile.Save(_folder["again"], description, w, optimizer);
        Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(_folder["again"]));
        optimizer.Step(w, g);
        Assert.Equal(expected, w.Values.ToArray());
        Assert.Equal(0, Allocations.Of(() => optimizer.Step(w, g)));
        foreach (var value in w.Padded[37..]) Assert.Equal(0, value);
    }

    [Fact]
    public void An_optimizer_that_has_not_begun_can_be_saved()
    {
        var w = Blocks.Random(3, 1);
        var description = new ModelDescription("M", 1, 0, 1, false, [], w.Tensors, "m");
        ModelFile.Save(Path, description, w, new Sgd(0.1, 0.9));
        var loaded = new Sgd(5);
        ModelFile.Load(Path, description, w, loaded);
        Assert.Equal((0, 0.1), (loaded.Steps, loaded.LearningRate));
        loaded.Step(w, Blocks.Random(3, 2));
    }

    [Fact]
    public void States_of_others_are_refused_and_change_nothing()
    {
        var (w, g) = (Blocks.Vector(1, 2, 3), Blocks.Vector(1, 1, 1));
        var description = new ModelDescription("M", 1, 0, 1, false, [], w.Tensors, "m");
        var sgd = new Sgd(0.1, 0.9);
        sgd.Step(w, g);
        ModelFile.Save(Path, description, w, sgd);
        var adam = new Adam(0.5);
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Load(Path, description, w, adam));
        Assert.Contains("no tensor 'optimizer.first_moment'", error.Message);
        Assert.Equal((0, 0.5), (adam.Steps, adam.LearningRate));

        ModelFile.Load(Path, description, w, sgd);
        var other = Blocks.Vector(1, 2, 3, 4);
        Assert.Contains("of 3 parameters, not 4", Assert.Throws<ArgumentException>(() => sgd.Step(other, other)).Message);
        Assert.Equal([1, 2, 3, 4], other.Values.ToArray());
        Assert.Equal(1, sgd.Steps);
        sgd.Step(w, g);
    }

    public static TheoryData<long, double, int, int> Damages => new()
    {
        { -1, 0.1, 3, 3 },
        { 1, double.NaN, 3, 3 },
        { 1, -0.1, 3, 3 },
        { 1, 0.1, 3, 2 },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damaged_states_are_refused(long steps, double rate, int first, int second)
    {
        var w = Blocks.Vector(1, 2, 3);
        var description = new ModelDescription("M", 1, 0, 1, false, [], w.Tensors, "m");
        ModelFile.Save(Path, description, w, new Damaged(steps, rate, first, second));
        var adam = new Adam();
        Assert.Throws<InvalidDataException>(() => ModelFile.Load(Path, description, w, adam));
        Assert.Equal((0, 1e-3), (adam.Steps, adam.LearningRate));
    }

    [Fact]
    public void Epochs_that_are_done_are_refused()
    {
        var data = new TensorDataset(new float[] { 1 }, new float[] { 1 }, 1, 1);
        foreach (var initial in new[] { -1, 2, 3 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                Trainer.Fit(new LinearModel(1, 1), data, new FitOptions { InitialEpoch = initial, Epochs = 2 }));
        }
    }

    /// <summary>Writes what Adam would, with given values and lengths.</summary>
    private sealed class Damaged(long steps, double rate, int first, int second) : IModelCompanion
    {
        public string Name => "optimizer";

        public void Write(CompanionTensors tensors)
        {
            tensors.Add<long>("step", [], [steps]);
            tensors.Add<double>("learning_rate", [], [rate]);
            tensors.Add<float>("first_moment", [first], new float[first]);
            tensors.Add<float>("second_moment", [second], new float[second]);
        }

        public Action Read(CompanionTensors tensors) => throw new NotSupportedException();
    }
}
