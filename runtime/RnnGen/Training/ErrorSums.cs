namespace RnnGen.Training;

/// <summary>Running sums of the errors of outputs, in double precision and in order.</summary>
internal struct ErrorSums
{
    private double _absolute;
    private double _squared;
    private long _count;

    public readonly double MeanAbsolute => _absolute / _count;

    public readonly double MeanSquared => _squared / _count;

    /// <summary>Adds the errors of a batch.</summary>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            var error = (double)outputs[i] - targets[i];
            _absolute += Math.Abs(error);
            _squared += error * error;
        }

        _count += targets.Length;
    }
}
