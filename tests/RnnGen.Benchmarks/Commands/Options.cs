namespace RnnGen.Benchmarks.Commands;

/// <summary>The options behind a command.</summary>
internal sealed class Options
{
    /// <summary>Threads of every side.</summary>
    public int Threads { get; private set; } = 1;

    /// <summary>Time for each phase after the warm-up.</summary>
    public TimeSpan Duration { get; private set; } = TimeSpan.FromSeconds(6);

    /// <summary>The only phase wanted; null for all.</summary>
    public string? Phase { get; private set; }

    /// <summary>Whether the C library's heap stays as it comes, to the peers' disadvantage.</summary>
    public bool DefaultMalloc { get; private set; }

    /// <summary>Whether spread, allocation and disturbance are wanted too.</summary>
    public bool Verbose { get; private set; }

    /// <exception cref="UsageException">An option is not known, or its value does not fit.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            switch (arguments[i])
            {
                case "--verbose":
                    options.Verbose = true;
                    continue;
                case "--default-malloc":
                    options.DefaultMalloc = true;
                    continue;
                case "--phase":
                    options.Phase = value;
                    break;
                case "--threads" when int.TryParse(value, out var threads) && threads > 0:
                    options.Threads = threads;
                    break;
                case "--seconds" when double.TryParse(value, out var seconds) && seconds is > 0 and < 3600:
                    options.Duration = TimeSpan.FromSeconds(seconds);
                    break;
                default:
                    throw new UsageException($"'{arguments[i]}' is not an option, or its value '{value}' does not fit.");
            }

            i++; // the value
        }

        return options;
    }
}
