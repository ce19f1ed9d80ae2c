using RnnGen.Data;
using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

public class FitErrorTests
{
    private static readonly TensorDataset Data =
        new(new float[] { 1, 2, 3, 4, 5, 6 }, new float[] { 2, 3, 4, 5, 6, 7 }, steps: 1, features: 1);

    [Fact]
    public void A_step_with_a_gradient_that_is_not_finite_is_skipped_and_counted()
    {
        // Spoiling the second of three steps gives the weights of a training that never saw its batch.
        var (model, expected) = (new LinearModel(1, 1), new LinearModel(1, 1));
        model.Spoil = (step, gradients) => gradients.Values[0] = step == 1 ? float.NaN : gradients.Values[0];
        var progress = new RecordingProgress();
        var history = Trainer.Fit(model, Data, Options(clip: 1, progress));
        var without = new TensorDataset(new float[] { 1, 2, 5, 6 }, new float[] { 2, 3, 6, 7 }, 1, 1);
        var reference = Trainer.Fit(expected, without, Options(clip: 1));

        Assert.Equal(expected.Parameters.Values.ToArray(), model.Parameters.Values.ToArray());
        Assert.Equal(reference.Epochs[0].Training, history.Epochs[0].Training);
        Assert.Equal((1, 0), (history.Epochs[0].SkippedSteps, reference.Epochs[0].SkippedSteps));
        Assert.Equal([false, true, false], progress.Batches.Select(b => b.Skipped));
        Assert.Equal(double.NaN, progress.Batches[1].GradientNorm);
    }

    [Fact]
    public void An_epoch_of_skipped_steps_has_no_loss()
    {
        var model = new LinearModel(1, 1) { Spoil = (_, gradients) => gradients.Values[1] = float.PositiveInfinity };
        var before = model.Parameters.Values.ToArray();
        var history = Trainer.Fit(model, Data, Options());
        Assert.Equal(3, history.Epochs[0].SkippedSteps);
        Assert.Equal(double.NaN, history.Epochs[0].Training.Loss);
        Assert.Equal(before, model.Parameters.Values.ToArray());
    }

    [Fact]
    public void Too_many_skipped_steps_in_a_row_end_the_training()
    {
        // Steps 1 to 4 are spoiled: the limit of four is reached in the second epoch, the limit of five never.
        History Fit(int limit)
        {
            var model = new LinearModel(1, 1);
            model.Spoil = (step, gradients) => gradients.Values[0] = step is >= 1 and <= 4 ? float.NaN : gradients.Values[0];
            return Trainer.Fit(model, Data, new FitOptions { Epochs = 3, BatchSize = 2, MaxSkippedSteps = limit });
        }

        var error = Assert.Throws<NotFiniteNumberException>(() => Fit(4));
        Assert.Contains("4 training steps in a row", error.Message, StringComparison.Ordinal);
        Assert.Contains("epoch 1, batch 1", error.Message, StringComparison.Ordinal);
        Assert.Equal([2, 2, 0], Fit(5).Epochs.Select(e => e.SkippedSteps));
    }

    [Fact]
    public void A_loss_that_overflows_is_skipped_too()
    {
        // (3e20)² is infinite in single precision, its gradient 6e20 is not.
        var data = new TensorDataset(new float[] { 1 }, new float[] { 3e20f }, 1, 1);
        var history = Trainer.Fit(new LinearModel(1, 1), data, Options());
        Assert.Equal(1, history.Epochs[0].SkippedSteps);
    }

    [Fact]
    public void Data_that_are_not_finite_are_refused_before_anything_changes()
    {
        var model = new LinearModel(1, 1);
        var training = new TensorDataset(new float[] { 1, float.NaN }, new float[2], 1, 1);
        var error = Assert.Throws<InvalidDataException>(() => Trainer.Fit(model, training, Options()));
        Assert.Contains("NaN at sample 1", error.Message, StringComparison.Ordinal);
        var options = new FitOptions { Validation = training };
        Assert.Throws<InvalidDataException>(() => Trainer.Fit(model, Data, options));
        Assert.Equal(0, model.Refreshes);
    }

    [Fact]
    public void Data_of_another_shape_are_refused()
    {
        var model = new LinearModel(1, 1);
        var features = new TensorDataset(new float[4], new float[2], 1, 2);
        var targets = new TensorDataset(new float[2], new float[4], 1, 1);
        AssertRefused("takes 1 features, the data have 2", () => Trainer.Fit(model, features, Options()));
        AssertRefused("takes 1 features, the data have 2", () => Trainer.Fit(model, Data, new FitOptions { Validation = features }));
        AssertRefused("gives 1 values per sample, the targets have 2", () => Trainer.Evaluate(model, targets));
        AssertRefused("there are no samples", () => Trainer.Evaluate(model, Data.Slice(0..0)));
    }

    [Fact]
    public void A_workspace_names_the_number_of_threads_that_it_refuses()
    {
        var workspace = new LinearModel(1, 1).CreateWorkspace(1, 1);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(workspace.Threads), () => workspace.Threads = 0);
        Assert.Equal(1, workspace.Threads);
    }

    public static TheoryData<FitOptions> WrongOptions => new(
        new FitOptions { Epochs = 0 },
        new FitOptions { BatchSize = 0 },
        new FitOptions { Threads = 0 },
        new FitOptions { ClipNorm = 0 },
        new FitOptions { ClipNorm = double.NaN },
        new FitOptions { MaxSkippedSteps = 0 },
        new FitOptions { ValidationSplit = 1 },
        new FitOptions { ValidationSplit = double.NaN },
        new FitOptions { ValidationSplit = 0.9 },
        new FitOptions { ValidationSplit = 0.5, Validation = Data });

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Options_out_of_range_are_refused(FitOptions options)
    {
        var model = new LinearModel(1, 1);
        Assert.ThrowsAny<ArgumentException>(() => Trainer.Fit(model, Data, options));
        Assert.Equal(0, model.Refreshes);
    }

    private static void AssertRefused(string fault, Func<object> action) =>
        Assert.Contains(fault, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static FitOptions Options(double? clip = null, ITrainingProgress? progress = null) =>
        new() { BatchSize = 2, Shuffle = false, Optimizer = new Sgd(0.01, 0.5), ClipNorm = clip, Progress = progress };
}
