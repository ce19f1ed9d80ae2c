using RnnGen.Cells;

namespace RnnGen;

/// <summary>
/// A recurrent layer whose cell is written by the user: a static method <c>Step</c> over <see cref="CellInput"/>, <see cref="CellVector"/> and
/// <see cref="CellWeights"/>, which states the equations of one time step. Keras: <c>RNN(cell)</c>; PyTorch: a loop over a cell.
/// </summary>
/// <remarks>
/// The generator reads the source of the method, so the class belongs to the same project. Everything else is that of the built-in
/// layers: gradients, stacking, two directions, dropout, masks, streaming. The activations are those of the equations, so
/// <see cref="RecurrentAttribute.Activation"/> and <see cref="RecurrentAttribute.ClipGates"/> are not for this layer.
/// </remarks>
/// <param name="type">The class that has the method <c>Step</c>.</param>
/// <param name="units">Length of the cell's vectors, at least 1.</param>
public sealed class CellAttribute(Type type, int units) : RecurrentAttribute(units)
{
    /// <summary>The class that has the method <c>Step</c>.</summary>
    public Type Type { get; } = type;
}
