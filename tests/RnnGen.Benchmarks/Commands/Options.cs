using System.Globalization;
using RnnGen.Benchmarks.Limits;
using RnnGen.Benchmarks.Workloads;
using RnnGen.Numerics;

namespace RnnGen.Benchmarks.Commands;

/// <summary>The options behind a command.</summary>
internal sealed class Options
{
    private static readonly TimeSpan _quick = TimeSpan.FromSeconds(0.4);

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

    /// <summary>Whether a first impression is enough.</summary>
    public bool Quick { get; private set; }

    /// <summary>Instruction sets to run child processes with; none: this process, with all there is.</summary>
    public IReadOnlyList<string> InstructionSets { get; private set; } = [];

    /// <summary>The instruction set that the parent process wanted this one to have; null if there is no parent.</summary>
    public string? InstructionSet { get; private set; }

    private MachineRate? _machine;

    private Dictionary<int, double> _readings = [];

    /// <summary>What the machine does when it reads so much, as the parent process measured it; null to measure it.</summary>
    public MachineRate? MachineThatReads(int kibibytes) =>
        _machine is { } machine ? machine with { Reading = _readings.GetValueOrDefault(kibibytes, machine.Reading) } : null;

    /// <summary>Time for a phase; the sixteen of streams are quick.</summary>
    public TimeSpan DurationOf(Phase phase) => phase.Kind == PhaseKind.Step ? Duration / 3 : Duration;

    /// <exception cref="UsageException">An option is not known, or its value does not fit.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (options.Flag(arguments[i])) continue;
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            if (!options.Valued(arguments[i], value))
                throw new UsageException($"'{arguments[i]}' is not an option, or its value '{value}' does not fit.");
            i++;
        }

        if (options.InstructionSet is { } wanted && wanted != Numerics.InstructionSets.Active)
            throw new UsageException($"This process runs the bodies of instruction set {Numerics.InstructionSets.Active} instead of {wanted}.");
        return options;
    }

    /// <summary>The arguments without those that ask for child processes.</summary>
    public static IEnumerable<string> WithoutInstructionSets(string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--every-instruction-set") continue;
            if (arguments[i] == "--instruction-set") i++;
            else yield return arguments[i];
        }
    }

    private bool Flag(string name)
    {
        switch (name)
        {
            case "--verbose":
                Verbose = true;
                return true;
            case "--default-malloc":
                DefaultMalloc = true;
                return true;
            case "--quick":
                (Quick, Duration) = (true, _quick);
                return true;
            case "--every-instruction-set":
                InstructionSets = [.. InstructionSetRun.All];
                return true;
            default:
                return false;
        }
    }

    /// <summary>From <c>69:208.1,202:204.3</c>, KiB and 10⁹ bytes per second; null if it is no such text.</summary>
    private static Dictionary<int, double>? Readings(string text)
    {
        var pairs = Array.ConvertAll(text.Split(','), pair => pair.Split(':'));
        return Array.TrueForAll(pairs, p => p.Length == 2 && int.TryParse(p[0], out _) && double.TryParse(p[1], CultureInfo.InvariantCulture, out _))
            ? pairs.ToDictionary(p => int.Parse(p[0], CultureInfo.InvariantCulture), p => double.Parse(p[1], CultureInfo.InvariantCulture))
            : null;
    }

    private bool Valued(string name, string value)
    {
        switch (name)
        {
            case "--phase":
                Phase = value;
                return true;
            case "--threads" when int.TryParse(value, out var threads) && threads > 0:
                Threads = threads;
                return true;
            case "--seconds" when double.TryParse(value, out var seconds) && seconds is > 0 and < 3600:
                Duration = TimeSpan.FromSeconds(seconds);
                return true;
            case "--instruction-set" when InstructionSetRun.Exists(value):
                InstructionSets = [value];
                return true;
            case "--in-set" when InstructionSetRun.Exists(value):
                InstructionSet = value;
                return true;
            case "--machine" when MachineRate.Parse(value) is { } machine:
                _machine = machine;
                return true;
            case "--readings" when Readings(value) is { } readings:
                _readings = readings;
                return true;
            default:
                return false;
        }
    }
}
