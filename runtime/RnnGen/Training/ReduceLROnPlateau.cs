namespace RnnGen.Training;

/// <summary>
/// Lowers the learning rate when the monitored value stops improving. The rules are those of Keras: an epoch improves if
/// <c>value &lt; best − MinDelta</c>; the Patience-th bad epoch in a row reduces; during the cooldown bad epochs do not count; at the
/// minimum the count goes on. PyTorch's scheduler of the same name reduces one epoch later for the same patience and has a
/// relative threshold.
/// </summary>
public sealed class ReduceLROnPlateau : TrainingCallback
{
    private double _best;
    private int _wait;
    private int _cooldownLeft;

    /// <summary>What to watch.</summary>
    public Monitored Monitor { get; init; } = Monitored.ValidationLoss;

    /// <summary>What the learning rate is multiplied by, positive and less than 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Factor
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Factor), value, "Has to be positive and less than 1.");
    }
    = 0.1;

    /// <summary>How many bad epochs in a row reduce the learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Patience
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }
    = 10;

    /// <summary>An absolute improvement up to this counts as none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double MinDelta
    {
        get;
        init => field = Monitored.Delta(value);
    }
    = 1e-4;

    /// <summary>How many epochs after a reduction do not count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Cooldown
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The learning rate is not lowered below this.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double MinLearningRate
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MinLearningRate), value, "Has to be finite and not negative.");
    }

    /// <inheritdoc/>
    public override void OnTrainingBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Monitor.Require(context);
        _best = double.PositiveInfinity;
        _wait = 0;
        _cooldownLeft = 0;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context, EpochResult epoch)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(epoch);
        if (_cooldownLeft > 0)
        {
            _cooldownLeft--;
            _wait = 0;
        }

        var current = Monitor.Of(epoch);
        if (current < _best - MinDelta)
        {
            _best = current;
            _wait = 0;
        }
        else if (_cooldownLeft == 0 && ++_wait >= Patience && context.Optimizer.LearningRate > MinLearningRate)
        {
            context.Optimizer.LearningRate = Math.Max(context.Optimizer.LearningRate * Factor, MinLearningRate);
            _cooldownLeft = Cooldown;
            _wait = 0;
        }
    }
}
