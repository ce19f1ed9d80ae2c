namespace RnnGen.Training;

/// <summary>
/// Ends the training when the monitored value has not improved for some epochs. The rules are those of Keras 3: an epoch improves
/// if <c>value + MinDelta &lt; best</c>; the count of bad epochs is incremented before it is compared, so that patience 0 and 1 are the
/// same; the first epoch never stops; best weights are restored at the end of the training, whether it was stopped here or not.
/// </summary>
public sealed class EarlyStopping : TrainingCallback
{
    private double _best;
    private int _wait;
    private float[]? _bestWeights;

    /// <summary>What to watch.</summary>
    public Monitored Monitor { get; init; } = Monitored.ValidationLoss;

    /// <summary>How many epochs in a row may fail to improve; the last of them ends the training.</summary>
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

    /// <summary>An absolute improvement up to this counts as none, whichever direction is better.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double MinDelta
    {
        get;
        init => field = Monitored.Delta(value);
    }

    /// <summary>Whether the weights of the best epoch are put back at the end.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>The best epoch so far, from 0.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The epoch that ended the training; null if none did.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainingBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Monitor.Require(context);
        _best = double.PositiveInfinity;
        _wait = 0;
        _bestWeights = null;
        BestEpoch = 0;
        StoppedEpoch = null;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context, EpochResult epoch)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(epoch);

        // The first weights seen are the best so far, even if their value is NaN.
        if (RestoreBestWeights && _bestWeights is null) Keep(context, epoch);
        _wait++;
        var current = Monitor.Of(epoch);
        if (current + MinDelta < _best)
        {
            _best = current;
            _wait = 0;
            Keep(context, epoch);
        }
        else if (_wait >= Patience && epoch.Epoch > 0)
        {
            StoppedEpoch = epoch.Epoch;
            context.StopTraining = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainingEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!RestoreBestWeights || _bestWeights is null) return;
        _bestWeights.CopyTo(context.Model.Parameters.Values);
        context.Model.RefreshWeights();
    }

    private void Keep(TrainingContext context, EpochResult epoch)
    {
        BestEpoch = epoch.Epoch;
        if (!RestoreBestWeights) return;
        _bestWeights ??= new float[context.Model.Parameters.Length];
        context.Model.Parameters.Values.CopyTo(_bestWeights);
    }
}
