using System.Numerics;
using RnnGen.Data;

namespace RnnGen.Training;

/// <summary>
/// The buffers of a batch, allocated once: samples as the dataset has them, and a window of their steps as the model gets them.
/// </summary>
internal sealed class Batch<TInput, TTarget>
    where TInput : unmanaged, INumberBase<TInput>
    where TTarget : unmanaged, INumberBase<TTarget>
{
    private readonly Dataset<TInput, TTarget> _data;
    private readonly bool _targetsPerStep;
    private readonly BatchPadding _padding;
    private readonly TTarget? _ignored;
    private readonly TInput[] _x;
    private readonly TTarget[] _targets;
    private readonly int[] _lengths;
    private readonly TInput[] _windowX;
    private readonly TTarget[] _windowTargets;
    private readonly int[] _windowLengths;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="data">Where samples come from.</param>
    /// <param name="capacity">Largest number of samples.</param>
    /// <param name="targetsPerStep">Whether targets are cut as inputs are.</param>
    /// <param name="padding">Steps of a batch.</param>
    /// <param name="maxWindow">Most steps of a window; those of the dataset for whole batches.</param>
    /// <param name="ignored">The label of rows that do not count; null if all do.</param>
    public Batch(Dataset<TInput, TTarget> data, int capacity, bool targetsPerStep, BatchPadding padding, int maxWindow, int? ignored)
    {
        (_data, _targetsPerStep, _padding) = (data, targetsPerStep, padding);
        _ignored = ignored is { } label && data.TargetLength == (targetsPerStep ? data.Steps : 1) ? TTarget.CreateTruncating(label) : null;
        _x = new TInput[checked(capacity * data.Steps * data.Features)];
        _targets = new TTarget[checked(capacity * data.TargetLength)];
        _lengths = new int[capacity];
        _windowLengths = new int[data.HasLengths ? capacity : 0];
        var cuts = data.HasLengths || maxWindow < data.Steps;
        _windowX = new TInput[cuts ? capacity * maxWindow * data.Features : 0];
        _windowTargets = new TTarget[cuts && targetsPerStep ? capacity * maxWindow * (data.TargetLength / data.Steps) : 0];
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>Steps of the batch: of its longest sample, or of the dataset.</summary>
    public int Steps { get; private set; }

    /// <summary>Steps of the window.</summary>
    public int WindowSteps { get; private set; }

    /// <summary>
    /// Samples, or valid steps of samples if targets are per step, but for those whose label is ignored: what a mean over the window is
    /// taken over.
    /// </summary>
    public int Rows { get; private set; }

    /// <summary>Inputs of the window, <c>[count, window steps, features]</c>.</summary>
    public ReadOnlySpan<TInput> X => (IsWhole ? _x : _windowX).AsSpan(0, Count * WindowSteps * _data.Features);

    /// <summary>Targets of the window.</summary>
    public ReadOnlySpan<TTarget> Targets => IsWhole || !_targetsPerStep
        ? _targets.AsSpan(0, Count * _data.TargetLength)
        : _windowTargets.AsSpan(0, Count * WindowSteps * (_data.TargetLength / _data.Steps));

    /// <summary>Valid steps of every sample in the window; empty if all are.</summary>
    public ReadOnlySpan<int> Lengths => _windowLengths.AsSpan(0, _data.HasLengths ? Count : 0);

    private bool IsWhole => WindowSteps == _data.Steps;

    /// <summary>Steps that a batch of these samples will have.</summary>
    public int StepsOf(ReadOnlySpan<int> samples)
    {
        if (!_data.HasLengths || _padding == BatchPadding.Fixed) return _data.Steps;
        var lengths = _lengths.AsSpan(0, samples.Length);
        _data.FillLengths(samples, lengths);
        var longest = 1;
        foreach (var length in lengths) longest = Math.Max(longest, length);
        return longest;
    }

    /// <summary>Reads samples. There is no window until <see cref="Select"/>.</summary>
    public void Load(ReadOnlySpan<int> samples)
    {
        Count = samples.Length;
        Steps = StepsOf(samples);
        _data.Fill(samples, _x.AsSpan(0, Count * _data.Steps * _data.Features), _targets.AsSpan(0, Count * _data.TargetLength));
        _data.FillLengths(samples, _lengths.AsSpan(0, Count));
    }

    /// <summary>Makes some steps of all samples the window.</summary>
    public void Select(int first, int steps)
    {
        WindowSteps = steps;
        for (var i = 0; i < Count; i++)
        {
            if (_data.HasLengths) _windowLengths[i] = Math.Clamp(_lengths[i] - first, 0, steps);
        }

        if (!IsWhole)
        {
            Cut(_x, _windowX, _data.Features, first);
            if (_targetsPerStep) Cut(_targets, _windowTargets, _data.TargetLength / _data.Steps, first);
        }

        Rows = CountRows();
    }

    private int CountRows()
    {
        var (rows, perSample) = (0, _targetsPerStep ? WindowSteps : 1);
        for (var i = 0; i < Count; i++)
        {
            var valid = _targetsPerStep && _data.HasLengths ? _windowLengths[i] : perSample;
            rows += valid;
            if (_ignored is { } ignored) rows -= Targets.Slice(i * perSample, valid).Count(ignored);
        }

        return rows;
    }

    private void Cut<T>(ReadOnlySpan<T> source, Span<T> window, int perStep, int first)
    {
        var (from, to) = (_data.Steps * perStep, WindowSteps * perStep);
        for (var i = 0; i < Count; i++) source.Slice((i * from) + (first * perStep), to).CopyTo(window.Slice(i * to, to));
    }
}
