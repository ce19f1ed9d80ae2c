using RnnGen.Data;
using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

public class FitTests
{
    private static readonly TensorDataset Line = NewLine(50);

    [Fact]
    public void Training_reaches_the_closed_form()
    {
        var model = NewModel();
        var options = new FitOptions { Epochs = 400, BatchSize = 50, Optimizer = new Sgd(0.1, 0.9) };
        var history = Trainer.Fit(model, Line, options);
        Assert.Equal(TrainingEnd.Completed, history.End);
        Assert.Equal(400, history.Epochs.Count);

        // Steps stop moving a weight in [2, 4) when η/(1 − μ)·|g| = |g| is below half its unit, 2⁻²³. A gradient is a sum of 50 terms
        // 2/50·e·x of about 6 roundings, with |e| ≤ 1 and |x| ≤ 1: off by at most 56·2⁻²⁴·2. The distance to the minimum is
        // (2/50·XᵀX)⁻¹ times that, and the smallest eigenvalue of XᵀX is 16.18.
        var bound = Math.Sqrt(3) * (Math.Pow(2, -23) + (112 * Math.Pow(2, -24))) * 50 / (2 * 16.18);
        var expected = LeastSquares(Line);
        for (var i = 0; i < 3; i++) Assert.InRange(model.Parameters.Values[i], expected[i] - bound, expected[i] + bound);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_one_does_not()
    {
        float[] Train(ulong seed)
        {
            var model = NewModel();
            Trainer.Fit(model, Line, new FitOptions { Epochs = 3, BatchSize = 7, Seed = seed, ClipNorm = 1 });
            return model.Parameters.Values.ToArray();
        }

        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void One_epoch_is_the_steps_written_out()
    {
        // Three batches of 4, 4 and 2 samples in order; losses and errors are means over samples, not over batches.
        var data = NewLine(10);
        var (model, expected) = (NewModel(), NewModel());
        var options = new FitOptions { BatchSize = 4, Shuffle = false, Optimizer = new Adam(0.1), ClipNorm = 0.5 };
        var history = Trainer.Fit(model, data, options);

        var workspace = expected.CreateTrainingWorkspace(4, 1);
        var optimizer = new Adam(0.1);
        var (loss, absolute) = (0.0, 0.0);
        foreach (var samples in new int[][] { [0, 1, 2, 3], [4, 5, 6, 7], [8, 9] })
        {
            var (x, targets) = (new float[samples.Length * 2], new float[samples.Length]);
            data.Fill(samples, x, targets);
            expected.Forward(x, [], samples.Length, workspace);
            for (var i = 0; i < samples.Length; i++) absolute += Math.Abs((double)workspace.Outputs[i] - targets[i]);
            loss += (double)expected.Loss(targets, workspace) * samples.Length;
            expected.Backward(workspace);
            GradientClipping.ClipNorm(workspace.Gradients, 0.5);
            optimizer.Step(expected.Parameters, workspace.Gradients);
        }

        Assert.Equal(expected.Parameters.Values.ToArray(), model.Parameters.Values.ToArray());
        Assert.Equal(loss / 10, history.Epochs[0].Training.Loss);
        Assert.Equal(absolute / 10, history.Epochs[0].Training.MeanAbsoluteError);

        // The loss of a batch is a float sum of at most four terms, that of the metric a double: 2·4·2⁻²⁴ relative.
        var mse = history.Epochs[0].Training.MeanSquaredError;
        Assert.InRange(loss / 10, mse * (1 - 4.8e-7), mse * (1 + 4.8e-7));
        Assert.Equal(3, model.Refreshes);
    }

    [Fact]
    public void Every_epoch_sees_every_sample_once_in_an_order_of_its_own()
    {
        var data = new RecordingDataset(20);
        Trainer.Fit(new LinearModel(1, 1), data, new FitOptions { Epochs = 2, BatchSize = 6 });

        // The first pass is the check for values that are not finite.
        var orders = data.Read.Chunk(20).Select(order => order.ToArray()).ToArray();
        Assert.Equal(3, orders.Length);
        Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, 20), order.Order()));
        Assert.NotEqual(orders[0], orders[1]);
        Assert.NotEqual(orders[1], orders[2]);
    }

    [Fact]
    public void A_validation_split_is_the_last_fraction_before_shuffling()
    {
        // 10 samples, 0.25: Keras trains on floor(7.5) = 7 of them.
        var (split, given) = (NewModel(), NewModel());
        var data = NewLine(10);
        var a = Trainer.Fit(split, data, new FitOptions { Epochs = 3, BatchSize = 3, ValidationSplit = 0.25 });
        var b = Trainer.Fit(given, data.Slice(..7), new FitOptions { Epochs = 3, BatchSize = 3, Validation = data.Slice(7..) });
        Assert.Equal(given.Parameters.Values.ToArray(), split.Parameters.Values.ToArray());
        Assert.Equal(b.Epochs.Select(e => e.Validation), a.Epochs.Select(e => e.Validation));
        Assert.Equal(Trainer.Evaluate(split, data.Slice(7..), 3), a.Epochs[2].Validation);
    }

    [Fact]
    public void Steps_allocate_nothing_after_the_first_epoch()
    {
        var progress = new AllocationProgress(3 * 7);
        Trainer.Fit(NewModel(), Line, new FitOptions { Epochs = 3, BatchSize = 8, ClipNorm = 1, Progress = progress });
        var bytes = progress.Bytes;
        Assert.Equal(21, bytes.Count);

        // From the end of an epoch's first batch to that of its last.
        Assert.Equal(bytes[7], bytes[13]);
        Assert.Equal(bytes[14], bytes[20]);
    }

    [Fact]
    public void Progress_counts_batches_and_epochs()
    {
        var progress = new RecordingProgress();
        var history = Trainer.Fit(NewModel(), NewLine(10), new FitOptions { Epochs = 2, BatchSize = 4, Progress = progress });
        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], progress.Batches.Select(b => (b.Epoch, b.Batch)));
        Assert.All(progress.Batches, b => Assert.Equal((2, 3, false), (b.Epochs, b.Batches, b.Skipped)));
        Assert.All(progress.Batches, b => Assert.True(b.GradientNorm > 0));
        Assert.Equal(history.Epochs[1].Training.Loss, progress.Batches[5].RunningLoss);
        Assert.Equal(history.Epochs, progress.Epochs);
    }

    [Fact]
    public void Cancellation_ends_after_the_current_step_with_its_weights()
    {
        using var source = new CancellationTokenSource();
        var model = NewModel();
        float[] weights = [];
        var progress = new RecordingProgress(batch =>
        {
            if (batch is not { Epoch: 1, Batch: 1 }) return;
            weights = model.Parameters.Values.ToArray();
            source.Cancel();
        });
        var history = Trainer.Fit(model, NewLine(10), new FitOptions { Epochs = 5, BatchSize = 4, Progress = progress }, source.Token);
        Assert.Equal(TrainingEnd.Cancelled, history.End);
        Assert.Single(history.Epochs);
        Assert.Equal(5, progress.Batches.Count);
        Assert.Equal(weights, model.Parameters.Values.ToArray());
    }

    [Fact]
    public void Cancellation_during_validation_ends_without_the_epoch()
    {
        using var source = new CancellationTokenSource();
        var progress = new RecordingProgress(batch =>
        {
            if (batch.Batch == batch.Batches - 1) source.Cancel();
        });
        var options = new FitOptions { Epochs = 5, Progress = progress, ValidationSplit = 0.5 };
        var history = Trainer.Fit(NewModel(), NewLine(10), options, source.Token);
        Assert.Equal(TrainingEnd.Cancelled, history.End);
        Assert.Empty(history.Epochs);
    }

    private static LinearModel NewModel()
    {
        var model = new LinearModel(1, 2);
        model.Parameters.Initialize(11);
        return model;
    }

    /// <summary>y = 2a − 3b + 0.5 at random points, with noise between −1/2 and 1/2.</summary>
    private static TensorDataset NewLine(int count)
    {
        var x = Blocks.Random(2 * count, 5).Values.ToArray();
        var noise = Blocks.Random(count, 6).Values.ToArray();
        var y = noise.Select((e, i) => (2 * x[2 * i]) - (3 * x[(2 * i) + 1]) + 0.5f + (e / 2)).ToArray();
        return new TensorDataset(x, y, steps: 1, features: 2);
    }

    /// <summary>Solves the normal equations of weights and bias in double precision.</summary>
    private static double[] LeastSquares(Dataset data)
    {
        // [XᵀX | Xᵀy] with a column of ones for the bias.
        var system = new double[3, 4];
        var (x, y) = (new float[2], new float[1]);
        for (var sample = 0; sample < data.Count; sample++)
        {
            data.Fill([sample], x, y);
            double[] row = [x[0], x[1], 1, y[0]];
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 4; j++) system[i, j] += row[i] * row[j];
            }
        }

        // Gauss and Jordan; XᵀX is positive definite and needs no pivoting.
        for (var pivot = 0; pivot < 3; pivot++)
        {
            for (var i = 0; i < 3; i++)
            {
                var factor = i == pivot ? 0 : system[i, pivot] / system[pivot, pivot];
                for (var j = 0; j < 4; j++) system[i, j] -= factor * system[pivot, j];
            }
        }

        return [system[0, 3] / system[0, 0], system[1, 3] / system[1, 1], system[2, 3] / system[2, 2]];
    }

    /// <summary>Notes which samples are read.</summary>
    private sealed class RecordingDataset(int count) : Dataset
    {
        public List<int> Read { get; } = [];

        public override int Count => count;

        public override int Steps => 1;

        public override int Features => 1;

        public override int TargetLength => 1;

        protected override void CopySample(int sample, Span<float> x, Span<float> target)
        {
            Read.Add(sample);
            (x[0], target[0]) = (sample, sample);
        }
    }
}
