using System.Globalization;

namespace RnnGen.Compiler.Ir;

/// <summary>
/// A time axis. Its number of steps is known at run time only, unless the declaration fixes it. The pixels of an image, row by row, are an
/// axis as well.
/// </summary>
/// <param name="Name">The variable or constant of generated code that holds the number of steps.</param>
/// <param name="FixedSteps">The number of steps where the declaration fixes it; 0 otherwise.</param>
public sealed record Axis(string Name, int FixedSteps = 0)
{
    /// <summary>The axis of a network that has only one.</summary>
    public static readonly Axis Main = new("steps");

    /// <summary>Whether it is the one that every program has, of a fixed number of steps or not.</summary>
    public bool IsMain => Name == Main.Name;

    /// <summary>The axis that each step is a window of; null for one that stands on its own.</summary>
    public Axis? Source { get; private init; }

    /// <summary>Steps of <see cref="Source"/> in a window.</summary>
    public int Size { get; private init; }

    /// <summary>Steps of <see cref="Source"/> from one window to the next.</summary>
    public int Stride { get; private init; }

    /// <summary>
    /// Whether its rows are the different tokens of a sequence rather than steps of samples: as many steps as it takes to have a row for each, the
    /// last of them filled up with rows that nobody reads. A program counts them itself.
    /// </summary>
    public bool IsOfUnique { get; private init; }

    /// <summary>Pixels in a row of an image; 0 of a sequence.</summary>
    public int Width { get; private init; }

    public bool IsImage => Width > 0;

    /// <summary>Rows of an image.</summary>
    public int Height => FixedSteps / Width;

    /// <summary>The axis of what there is before the first step and after every one: windows of no steps, one more than there are steps.</summary>
    public Axis Between => new(Name + "AndStart", FixedSteps > 0 ? FixedSteps + 1 : 0) { Source = this, Size = 0, Stride = 1 };

    /// <summary>The axis from which its number of steps follows.</summary>
    public Axis Root => Source is null ? this : Source.Root;

    /// <summary>The pixels of an image. Images of one size have one axis, whatever layer they come from.</summary>
    public static Axis Image(int height, int width) =>
        new($"image{height.ToString(CultureInfo.InvariantCulture)}By{width.ToString(CultureInfo.InvariantCulture)}", height * width) { Width = width };

    /// <summary>The axis of the different tokens of an input.</summary>
    public static Axis Unique(string tokens) => new(tokens + "UniqueSteps") { IsOfUnique = true };

    /// <summary>The axis of the windows that lie within this one: the same for all who ask for such windows.</summary>
    public Axis Windows(int size, int stride)
    {
        var name = $"{Name}Windows{size.ToString(CultureInfo.InvariantCulture)}By{stride.ToString(CultureInfo.InvariantCulture)}";
        return new Axis(name, Count(FixedSteps, size, stride)) { Source = this, Size = size, Stride = stride };
    }

    /// <summary>How many steps it has when its root has so many: ⌊(steps − size) / stride⌋ + 1 for every axis on the way.</summary>
    public int StepsOf(int rootSteps) => FixedSteps > 0 ? FixedSteps : Source is null ? rootSteps : Count(Source.StepsOf(rootSteps), Size, Stride);

    /// <summary>The fewest steps of the root for which it has so many.</summary>
    public int LeastOfRoot(int steps) => Source is null ? steps : Source.LeastOfRoot(((steps - 1) * Stride) + Size);

    /// <summary>The most steps of the root for which it has no more than so many.</summary>
    public int MostOfRoot(int steps) => Source is null ? steps : Source.MostOfRoot((steps * Stride) + Size - 1);

    private static int Count(int steps, int size, int stride) => steps < size ? 0 : ((steps - size) / stride) + 1;
}
