namespace RnnGen.Samples.Ridership;

/// <summary>Turns the first Ctrl+C into a cancellation, so that training ends between two steps; the second ends the program.</summary>
internal sealed class ConsoleInterrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public ConsoleInterrupt() => Console.CancelKeyPress += OnCancelKeyPress;

    public CancellationToken Token => _source.Token;

    /// <summary>Says what happened and gives the exit code that shells have for it: 128 + SIGINT.</summary>
    public static int Exit()
    {
        Console.Error.WriteLine("interrupted: nothing was saved");
        return 130;
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKeyPress;
        _source.Dispose();
    }

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs press)
    {
        press.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
