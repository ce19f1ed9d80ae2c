using RnnGen.Data;
using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

/// <summary>Training and evaluation with tokens, labels and lengths.</summary>
public class LabelTests
{
    /// <summary>Five sentences of up to four tokens; the label of a token is whether it is odd, but 5 has none.</summary>
    private static readonly int[][] Sentences = [[1, 2, 3], [4], [5, 0, 2, 1], [3, 3], [2, 4]];

    private static readonly int[][] Labels = [.. Sentences.Select(row => row.Select(t => t == 5 ? TokenModel.Ignore : t % 2).ToArray())];

    private static readonly TensorDataset<int, int> Tags = NewTags();

    [Fact]
    public void Batches_are_as_long_as_their_longest_sample_or_as_the_data()
    {
        string[] Forwards(BatchPadding padding, out float[] weights)
        {
            var calls = new List<string>();
            var model = new TokenModel(6, 2, sequence: true) { Log = calls.Add };
            Trainer.Fit(model, Tags, new FitOptions<int, int> { BatchSize = 2, Shuffle = false, Padding = padding });
            weights = model.Parameters.Values.ToArray();
            return [.. calls.Where(call => call.StartsWith("forward", StringComparison.Ordinal))];
        }

        Assert.Equal(["forward 2x3 [3 1]", "forward 2x4 [4 2]", "forward 1x2 [2]"], Forwards(BatchPadding.Longest, out var longest));
        Assert.Equal(["forward 2x4 [3 1]", "forward 2x4 [4 2]", "forward 1x4 [2]"], Forwards(BatchPadding.Fixed, out var whole));
        Assert.Equal(whole, longest);
    }

    [Fact]
    public void One_epoch_is_the_steps_written_out()
    {
        var (model, expected) = (new TokenModel(6, 2, sequence: true), new TokenModel(6, 2, sequence: true));
        var options = new FitOptions<int, int> { BatchSize = 2, Shuffle = false, Optimizer = new Sgd(0.5) };
        var epoch = Trainer.Fit(model, Tags, options).Epochs[0];

        var workspace = expected.CreateTrainingWorkspace(2, 4);
        var optimizer = new Sgd(0.5);
        var (loss, right) = (0.0, 0);
        foreach (var batch in Enumerable.Range(0, 5).Chunk(2))
        {
            var steps = batch.Max(i => Sentences[i].Length);
            var (x, lengths) = Sequences.Pad(batch.Select(i => Sentences[i]), steps);
            var targets = Sequences.Pad(batch.Select(i => Labels[i]), steps, TokenModel.Ignore).Tokens;
            expected.Forward(x, lengths, batch.Length, workspace);
            for (var row = 0; row < targets.Length; row++)
            {
                if (targets[row] >= 0 && workspace.Outputs[(2 * row) + targets[row]] > workspace.Outputs[(2 * row) + 1 - targets[row]]) right++;
            }

            // Weighted by the steps that have a label, of which there are eleven.
            loss += (double)expected.Loss(targets, workspace) * targets.Count(label => label >= 0);
            expected.Backward(workspace);
            optimizer.Step(expected.Parameters, workspace.Gradients);
        }

        Assert.Equal(expected.Parameters.Values.ToArray(), model.Parameters.Values.ToArray());
        Assert.Equal(new Evaluation(loss / 11, new MetricValue("accuracy", right / 11.0)), epoch.Training);
    }

    [Fact]
    public void Training_learns_the_labels_and_the_history_has_a_column_per_metric()
    {
        var model = new TokenModel(6, 2, sequence: true);
        var options = new FitOptions<int, int>
        {
            Epochs = 20,
            BatchSize = 2,
            Optimizer = new Adam(0.1),
            Validation = Tags.Slice(..2),
            Metrics = [Metrics.Accuracy(TokenModel.Ignore), Metrics.CrossEntropy(TokenModel.Ignore)],
        };
        var history = Trainer.Fit(model, Tags, options);
        Assert.Equal(20, history.Column("accuracy").Length);
        Assert.Equal((1, 1), (history.Column("accuracy")[^1], history.Column("val_accuracy")[^1]));
        Assert.All(history.Column("val_loss").Zip(history.Column("val_cross_entropy")), pair => Assert.Equal(pair.Second, pair.First, pair.Second * Math.ScaleB(1, -23)));
        Assert.True(history.Column("loss")[^1] < history.Column("loss")[0]);
        Assert.Throws<KeyNotFoundException>(() => history.Column("mean_absolute_error"));
        Assert.Throws<KeyNotFoundException>(() => history.Column("val_x"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Evaluation_sees_valid_steps_only_whatever_the_batch_size(int batchSize)
    {
        // Token t has the logits (t, 2): class 0 wins for 3, 4 and 5, class 1 for 0 and 1, and for 2 the first of equals.
        var model = Fixed();
        var result = Trainer.Evaluate(model, Tags, batchSize);
        var labelled = Sentences.Zip(Labels).SelectMany(pair => pair.First.Zip(pair.Second)).Where(pair => pair.Second >= 0).ToArray();
        Assert.Equal(11, labelled.Length);
        var right = labelled.Count(pair => (pair.First < 2 ? 1 : 0) == pair.Second);
        Assert.Equal(right / 11.0, result.Accuracy);
        var loss = labelled.Sum(pair => Math.Log(Math.Exp(pair.First) + Math.Exp(2)) - (pair.Second == 0 ? pair.First : 2)) / 11;

        // Two sums of eleven terms below 8, each with some three roundings of 2⁻⁵³ relative: 2·(3 + 11)·8·2⁻⁵³ for the mean, at most.
        // The loss of a batch is in single precision: 2⁻²⁴ relative.
        Assert.Equal(loss, result.Loss, 2.5e-14 + (loss * Math.ScaleB(1, -24)));
    }

    [Fact]
    public void Predictions_of_padded_steps_are_zero()
    {
        var y = Trainer.Predict(Fixed(), Tags, batchSize: 3);
        Assert.Equal(5 * 4 * 2, y.Length);
        Assert.Equal(Sentences.SelectMany(row => row.SelectMany(t => new float[] { t, 2 }).Concat(new float[2 * (4 - row.Length)])), y);
    }

    [Fact]
    public void Empty_samples_count_for_nothing()
    {
        // In batches of their own and among others.
        var (tokens, lengths) = Sequences.Pad(Sentences.Append([]).Append([]), steps: 4);
        var data = new TensorDataset<int, int>(tokens, Sequences.Pad(Labels.Append([]).Append([]), steps: 4).Tokens, steps: 4, lengths: lengths);
        foreach (var batchSize in new[] { 1, 3, 7 })
        {
            var (with, without) = (Trainer.Evaluate(Fixed(), data, batchSize: batchSize), Trainer.Evaluate(Fixed(), Tags, batchSize: batchSize));
            Assert.Equal(without.Accuracy, with.Accuracy);
            Assert.Equal(without.Loss, with.Loss, without.Loss * 2 * Math.ScaleB(1, -24)); // batches of other samples, each rounded to single precision
        }

        Assert.True(double.IsFinite(Trainer.Fit(Fixed(), data, new FitOptions<int, int> { BatchSize = 1 }).Epochs[^1].Training.Loss));
    }

    [Fact]
    public void One_label_per_sample_is_the_other_case()
    {
        // A bag of words: the label is whether the sum of the tokens' second logits wins.
        var (tokens, lengths) = Sequences.Pad(Sentences, steps: 4);
        var data = new TensorDataset<int, int>(tokens, new int[] { 1, 0, 1, 1, 0 }, steps: 4, lengths: lengths);
        var model = new TokenModel(6, 2, sequence: false);
        Trainer.Fit(model, data, new FitOptions<int, int> { Epochs = 60, BatchSize = 2, Optimizer = new Adam(0.1) });
        Assert.Equal(1, Trainer.Evaluate(model, data, batchSize: 2).Accuracy);
        Assert.Equal(5 * 2, Trainer.Predict(model, data).Length);
    }

    [Fact]
    public void Early_stopping_can_watch_the_accuracy()
    {
        var stop = new EarlyStopping { Monitor = Monitored.ValidationAccuracy, Patience = 2 };
        var options = new FitOptions<int, int> { Epochs = 50, Optimizer = new Adam(0.1), Validation = Tags, Callbacks = [stop] };
        var accuracy = Trainer.Fit(new TokenModel(6, 2, sequence: true), Tags, options).Column("val_accuracy");

        // It stops when the best has not been surpassed for two epochs; larger is better.
        Assert.NotNull(stop.StoppedEpoch);
        Assert.Equal(stop.BestEpoch + 2, stop.StoppedEpoch);
        Assert.Equal(accuracy.Length - 1, stop.StoppedEpoch);
        Assert.Equal(accuracy.Max(), accuracy[stop.BestEpoch]);
        Assert.True(accuracy[stop.BestEpoch] > accuracy[0]);
        Refused<InvalidOperationException>("no 'val_mean_absolute_error' to watch; the training has loss, accuracy, val_loss, val_accuracy", () =>
            Trainer.Fit(
                new TokenModel(6, 2, sequence: true),
                Tags,
                new FitOptions<int, int> { Validation = Tags, Callbacks = [new EarlyStopping { Monitor = Monitored.ValidationMeanAbsoluteError }] }));
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused_before_anything_changes()
    {
        var calls = new List<string>();
        TokenModel New(int classes = 2, bool sequence = true, bool lengths = true) => new(6, classes, sequence, lengths) { Log = calls.Add };
        void Fit<TException>(string fault, TokenModel model, Dataset<int, int> data, params Metric<int>[] metrics)
            where TException : Exception => Refused<TException>(
                fault, () => Trainer.Fit(model, data, new FitOptions<int, int> { Metrics = metrics.Length == 0 ? null : metrics }));

        Fit<ArgumentException>("takes no lengths, the data have some", New(lengths: false), Tags);
        Fit<ArgumentException>("it takes 1 labels per sample, the targets have 4", New(sequence: false), Tags);
        Fit<ArgumentException>("there is one output", New(classes: 1), Tags);
        Fit<ArgumentException>("gives 8 values per sample, the targets have 4", New(), Tags, Metrics.BinaryAccuracy<int>(0));
        Fit<ArgumentException>("Two metrics have the same name", New(), Tags, Metrics.Accuracy(), Metrics.Accuracy(0));
        var tokens = new TensorDataset<int, int>(new int[] { 1, 6 }, new int[] { 1, 0 }, steps: 2);
        Fit<InvalidDataException>("token 6 at sample 0, step 1, feature 0; tokens are 0 to 5", New(), tokens);
        var labels = new TensorDataset<int, int>(new int[] { 1, 5 }, new int[] { 1, 2 }, steps: 2);
        Fit<InvalidDataException>("2 at the target of sample 0, value 1; labels are 0 to 1", New(), labels);
        Refused<InvalidDataException>("hold 2 at the target of sample 0", () => Trainer.Evaluate(New(), labels));
        Assert.Empty(calls);

        var values = new TensorDataset<int, float>(new int[] { 1, 2 }, new float[4], steps: 2);
        Refused<ArgumentException>("takes labels, Int32, and the targets are Single", () => Trainer.Evaluate(New(), values));
        Assert.Equal(4, Trainer.Predict(New(), values).Length);
    }

    private static TokenModel Fixed()
    {
        var model = new TokenModel(6, 2, sequence: true);
        for (var t = 0; t < 6; t++) (model.Parameters.Values[2 * t], model.Parameters.Values[(2 * t) + 1]) = (t, 2);
        return model;
    }

    private static TensorDataset<int, int> NewTags()
    {
        var (tokens, lengths) = Sequences.Pad(Sentences, steps: 4);

        // Padded with a label that would count: it is the lengths that leave it out.
        return new TensorDataset<int, int>(tokens, Sequences.Pad(Labels, steps: 4).Tokens, steps: 4, lengths: lengths);
    }

    private static void Refused<TException>(string fault, Func<object> action)
        where TException : Exception => Assert.Contains(fault, Assert.Throws<TException>(action).Message, StringComparison.Ordinal);
}
