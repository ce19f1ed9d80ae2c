using System.ComponentModel;

namespace RnnGen.Numerics;

/// <summary>One side of a window on an image: window r reads the places r·Stride + First and the following.</summary>
/// <param name="First">Where window 0 begins; negative where it reads beyond the end.</param>
/// <param name="Count">Places in a window.</param>
/// <param name="Stride">Places from one window to the next.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WindowSide(int First, int Count, int Stride);
