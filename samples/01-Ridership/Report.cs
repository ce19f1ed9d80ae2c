namespace RnnGen.Samples.Ridership;

/// <summary>One line per network and one for their mean, each beside the mean absolute errors of the two baselines.</summary>
internal sealed class Report(Score weekly, Score ridge)
{
    private readonly List<Score> _scores = [];

    public void Add(ulong seed, Score score)
    {
        _scores.Add(score);
        Write($"seed={seed}", score);
    }

    public void WriteMean() => Write("mean", new Score(_scores.Average(score => score.Mae), _scores.Average(score => score.Rmse)));

    private void Write(string name, Score score) =>
        Console.WriteLine($"{name} test mae={score.Mae:F3} rmse={score.Rmse:F3} weekly={weekly.Mae:F3} ridge={ridge.Mae:F3}");
}
