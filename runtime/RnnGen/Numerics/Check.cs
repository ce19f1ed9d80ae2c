using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>The argument checks of generated models: they throw before anything is changed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Check
{
    /// <summary>The number of time steps of a batch of sequences.</summary>
    /// <param name="length">Length of x.</param>
    /// <param name="features">Values per step.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="workspace">Memory that must suffice.</param>
    /// <param name="name">The name of x.</param>
    /// <exception cref="ArgumentException">The length is no whole number of steps, or the workspace is too small.</exception>
    public static int Steps(int length, int features, int batch, ModelWorkspace workspace, string name = "x")
    {
        Batch(batch, workspace);
        var row = (long)batch * features;
        if (length == 0 || length % row != 0)
        {
            throw new ArgumentException(
                $"{name} holds {length} values, which is no whole number of steps: a step of {batch} sample(s) is {row} values.", name);
        }

        var steps = (int)(length / row);
        if (steps > workspace.MaxSteps)
        {
            throw new ArgumentException(
                $"{name} holds {steps} steps, but the workspace was made for {workspace.MaxSteps} at the most; for several samples pass batch.", name);
        }

        return steps;
    }

    /// <summary>Checks a batch of plain vectors.</summary>
    /// <param name="length">Length of x.</param>
    /// <param name="features">Values per sample.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="workspace">Memory that must suffice.</param>
    /// <param name="name">The name of x.</param>
    /// <returns>1: a vector is one step.</returns>
    /// <exception cref="ArgumentException">The length does not fit, or the workspace is too small.</exception>
    public static int Vector(int length, int features, int batch, ModelWorkspace workspace, string name = "x")
    {
        Batch(batch, workspace);

        // The text costs memory, so it is not made for nothing.
        if (length != (long)batch * features) Length(length, (long)batch * features, name, $"[batch, {features}]");
        return 1;
    }

    /// <summary>Checks the length of a tensor.</summary>
    /// <param name="actual">Its length.</param>
    /// <param name="expected">The length it must have.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="shape">The shape it must have, as text.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int actual, long expected, string name, string shape)
    {
        // A step of a stream may take less time than some calls.
        if (actual != expected) ThrowLength(actual, expected, name, shape);
    }

    [DoesNotReturn]
    private static void ThrowLength(int actual, long expected, string name, string shape) =>
        throw new ArgumentException($"{name} holds {actual} values, but needs {expected}: {shape}.", name);

    /// <summary>Refuses lengths on behalf of a model that has none declared.</summary>
    /// <param name="lengths">Lengths of the samples; has to be empty.</param>
    /// <exception cref="ArgumentException">There are lengths.</exception>
    public static void NoLengths(ReadOnlySpan<int> lengths)
    {
        if (!lengths.IsEmpty) throw new ArgumentException("This model takes no lengths: every sample has all steps.", nameof(lengths));
    }

    /// <summary>Checks the steps of a model that was declared for one number of them.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <param name="expected">The number declared.</param>
    /// <param name="name">The tensor that has the steps.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static void FixedSteps(int steps, int expected, string name)
    {
        if (steps != expected) throw new ArgumentException($"{name} holds {steps} steps, but this model was declared for exactly {expected}.", name);
    }

    /// <summary>Checks that a sequence is long enough for the windows that the model's layers look through.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <param name="least">The number for which every layer has a window at least.</param>
    /// <param name="name">The tensor that has the steps.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public static void LeastSteps(int steps, int least, string name)
    {
        if (steps < least) throw new ArgumentException($"{name} holds {steps} steps, but the windows of this model's pooling need {least} at least.", name);
    }

    /// <summary>Checks that a state has room for a sequence.</summary>
    /// <param name="steps">Its number of steps.</param>
    /// <param name="capacity">The number declared.</param>
    /// <param name="name">What counts them.</param>
    /// <exception cref="ArgumentException">There are more.</exception>
    public static void Capacity(int steps, int capacity, string name)
    {
        if (steps > capacity) throw new ArgumentException($"{name} is {steps}, but the model was declared for {capacity} at the most.", name);
    }

    /// <summary>The workspace as that of a certain model.</summary>
    /// <typeparam name="T">The model's own type of workspace.</typeparam>
    /// <param name="workspace">Any workspace.</param>
    /// <exception cref="ArgumentException">It belongs to another model.</exception>
    public static T Workspace<T>(ModelWorkspace workspace)
        where T : ModelWorkspace
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return workspace as T
            ?? throw new ArgumentException($"The workspace is a {workspace.GetType()}, but this model needs a {typeof(T)}.", nameof(workspace));
    }

    private static void Batch(int batch, ModelWorkspace workspace)
    {
        if (batch <= 0) throw new ArgumentOutOfRangeException(nameof(batch), batch, "A batch has at least one sample.");
        if (batch > workspace.MaxBatch)
            throw new ArgumentException($"The batch has {batch} samples, but the workspace was made for {workspace.MaxBatch} at the most.", nameof(batch));
    }
}
