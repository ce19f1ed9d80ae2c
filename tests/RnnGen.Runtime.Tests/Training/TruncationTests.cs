using RnnGen.Data;
using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

/// <summary>Truncated backpropagation through time, as the model sees it.</summary>
public class TruncationTests
{
    /// <summary>Three sequences of seven tokens 0 to 6, 7 to 13 and 14 to 20; the label is whether the token is odd.</summary>
    private static readonly TensorDataset<int, int> Data = NewData();

    [Fact]
    public void Batches_are_cut_into_windows_with_a_shorter_rest_and_states_go_on_within_a_batch()
    {
        var (model, calls) = NewModel();
        var progress = new RecordingProgress();
        Trainer.Fit(model, Data, Options(3, progress: progress));
        string[] Step(string forward, string labels) => [forward, $"loss [{labels}]", "backward", "refresh"];
        string[] expected =
        [
            "workspace 2x3",
            .. Step("forward 2x3 []", "0 1 0 1 0 1"),
            .. Step("forward 2x3 [] on", "1 0 1 0 1 0"),
            .. Step("forward 2x1 [] on", "0 1"),
            .. Step("forward 1x3 []", "0 1 0"),
            .. Step("forward 1x3 [] on", "1 0 1"),
            .. Step("forward 1x1 [] on", "0"),
        ];
        Assert.Equal(expected, calls);
        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], progress.Batches.Select(b => (b.Batch, b.Window)));
    }

    [Fact]
    public void Every_window_is_one_step_of_the_optimizer()
    {
        var ((model, _), (expected, _)) = (NewModel(), NewModel());
        var history = Trainer.Fit(model, Data, Options(4));
        var workspace = expected.CreateTrainingWorkspace(2, 4);
        var optimizer = new Sgd(0.5);
        var loss = 0.0;
        foreach (var tokens in new int[][] { [0, 1, 2, 3, 7, 8, 9, 10], [4, 5, 6, 11, 12, 13], [14, 15, 16, 17], [18, 19, 20] })
        {
            expected.Forward(tokens, [], tokens[0] < 14 ? 2 : 1, workspace);
            loss += (double)expected.Loss(tokens.Select(t => t % 2).ToArray(), workspace) * tokens.Length;
            expected.Backward(workspace);
            optimizer.Step(expected.Parameters, workspace.Gradients);
        }

        Assert.Equal(expected.Parameters.Values.ToArray(), model.Parameters.Values.ToArray());
        Assert.Equal(loss / 21, history.Epochs[0].Training.Loss);
    }

    [Fact]
    public void Windows_end_with_the_longest_sample_and_have_lengths_of_their_own()
    {
        foreach (var padding in Enum.GetValues<BatchPadding>())
        {
            var (model, calls) = NewModel();
            Trainer.Fit(model, WithLengths(5, 2, 7), Options(2, padding));
            Assert.Equal(
                [
                    "forward 2x2 [2 2]", "forward 2x2 [2 0] on", "forward 2x1 [1 0] on",
                    "forward 1x2 [2]", "forward 1x2 [2] on", "forward 1x2 [2] on", "forward 1x1 [1] on",
                ],
                calls.Where(call => call.StartsWith("forward", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_skipped_window_ends_the_state()
    {
        var (model, calls) = NewModel();
        model.Spoil = (step, gradients) => gradients.Values[0] = step == 1 ? float.NaN : gradients.Values[0];
        var history = Trainer.Fit(model, Data.Slice(..2), Options(2));
        Assert.Equal(1, history.Epochs[0].SkippedSteps);
        Assert.Equal(
            ["forward 2x2 []", "forward 2x2 [] on", "forward 2x2 []", "forward 2x1 [] on"],
            calls.Where(call => call.StartsWith("forward", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_window_of_all_steps_is_the_whole_sequence()
    {
        var ((whole, _), (window, _)) = (NewModel(), NewModel());
        Trainer.Fit(whole, Data, Options(null));
        Trainer.Fit(window, Data, Options(100));
        Assert.Equal(whole.Parameters.Values.ToArray(), window.Parameters.Values.ToArray());
    }

    [Fact]
    public void Models_without_targets_per_step_or_states_to_carry_are_refused()
    {
        var single = new TokenModel(21, 2, sequence: false, carries: true);
        var one = new TensorDataset<int, int>(Enumerable.Range(0, 14).ToArray(), new int[] { 0, 1 }, steps: 7);
        Assert.Contains("targets for every step", Assert.Throws<ArgumentException>(() => Trainer.Fit(single, one, Options(3))).Message);
        var calls = new List<string>();
        var stateless = new TokenModel(21, 2, sequence: true) { Log = calls.Add };
        Assert.Contains("carries its states", Assert.Throws<ArgumentException>(() => Trainer.Fit(stateless, Data, Options(3))).Message);
        Assert.Equal(["workspace 2x3"], calls);
        Assert.Throws<ArgumentOutOfRangeException>(() => Trainer.Fit(NewModel().Model, Data, Options(0)));
    }

    [Fact]
    public void Steps_allocate_nothing_after_the_first_epoch()
    {
        var (model, _) = NewModel();
        model.Log = null;
        var progress = new AllocationProgress(3 * 7);
        Trainer.Fit(model, WithLengths(5, 2, 7), new FitOptions<int, int>
        {
            Epochs = 3,
            BatchSize = 2,
            Shuffle = false,
            TruncatedSteps = 2,
            Progress = progress,
        });

        // From the end of an epoch's first window to that of its last.
        Assert.Equal(21, progress.Bytes.Count);
        Assert.Equal(progress.Bytes[7], progress.Bytes[13]);
        Assert.Equal(progress.Bytes[14], progress.Bytes[20]);
    }

    private static (TokenModel Model, List<string> Calls) NewModel()
    {
        var calls = new List<string>();
        return (new TokenModel(21, 2, sequence: true, carries: true) { Log = calls.Add }, calls);
    }

    private static FitOptions<int, int> Options(
        int? window, BatchPadding padding = BatchPadding.Longest, ITrainingProgress? progress = null) => new()
        {
            BatchSize = 2,
            Shuffle = false,
            TruncatedSteps = window,
            Padding = padding,
            Optimizer = new Sgd(0.5),
            Progress = progress,
        };

    private static TensorDataset<int, int> NewData()
    {
        var tokens = Enumerable.Range(0, 21).ToArray();
        return new TensorDataset<int, int>(tokens, tokens.Select(t => t % 2).ToArray(), steps: 7);
    }

    private static TensorDataset<int, int> WithLengths(params int[] lengths) =>
        new(Enumerable.Range(0, 21).ToArray(), new int[21], steps: 7, lengths: lengths);
}
