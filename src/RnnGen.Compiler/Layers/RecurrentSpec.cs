using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What a recurrent layer hands to the next one.</summary>
public enum ReturnKind
{
    /// <summary>The hidden state after the last step.</summary>
    Last,

    /// <summary>The hidden state after every step.</summary>
    Sequence,
}

/// <summary>
/// What all recurrent layers share: stacking, dropout, where states come from and go to. A kind adds its cell, the equations of
/// one step.
/// </summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Units">Size of the hidden state.</param>
public abstract record RecurrentSpec(string Name, int Units) : LayerSpec(Name)
{
    private const int MaxLayers = 64;
    private const int MaxUnits = 65_536;

    public ReturnKind Return { get; init; } = ReturnKind.Last;

    /// <summary>Number of cells stacked on one another (PyTorch's num_layers).</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Dropout rate on the layer's input, a fresh mask for every step.</summary>
    public float InputDropout { get; init; }

    /// <summary>Dropout rate between stacked cells, a fresh mask for every step (PyTorch's dropout).</summary>
    public float BetweenDropout { get; init; }

    /// <summary>Whether the initial states are inputs of the model; otherwise they are zero.</summary>
    public bool InitialStateInput { get; init; }

    /// <summary>Whether the final states are outputs of the model.</summary>
    public bool FinalStateOutput { get; init; }

    /// <summary>Each of several stacked cells has an identifier of its own.</summary>
    public sealed override IEnumerable<string> Identifiers =>
        Layers == 1 ? base.Identifiers : base.Identifiers.Concat(Enumerable.Range(0, Math.Max(Layers, 0)).Select(k => Identifier.Pascal(Name) + "L" + k.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The cell's name in tables: <c>GRU</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>Letters of the states; the first is the output.</summary>
    protected virtual IReadOnlyList<string> States => ["h"];

    /// <summary>Number of gates, the row blocks of the weight matrices.</summary>
    protected abstract int Gates { get; }

    /// <summary>The equations of one step: the states after it from the input and the states before it.</summary>
    protected abstract IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states);

    public sealed override Value Lower(LayerContext layer, Value input)
    {
        layer.Require(Units > 0, SpecRule.SizeNotPositive, "units", Units.ToString(CultureInfo.InvariantCulture));
        layer.Require(Layers > 0, SpecRule.SizeNotPositive, "layers", Layers.ToString(CultureInfo.InvariantCulture));
        layer.Require(Layers <= MaxLayers, SpecRule.Contradiction, $"Layers = {Layers.ToString(CultureInfo.InvariantCulture)}", "at most 64 cells are stacked in one layer");
        layer.Require(Units <= MaxUnits, SpecRule.Contradiction, $"units = {Units.ToString(CultureInfo.InvariantCulture)}", "a hidden state has at most 65,536 values");
        layer.Require(BetweenDropout == 0 || Layers > 1, SpecRule.Contradiction, "BetweenDropout", "there is only one layer, so nothing lies between layers");
        layer.Require(
            input.Shape.Time,
            SpecRule.SequenceRequired,
            $"a sequence [steps, {input.Shape.Columns}]",
            $"one vector [{input.Shape.Columns}]",
            "let the recurrent layer before it return the sequence (Return = Sequence), or declare the input's steps");

        var units = layer.Dimension(Units);
        var x = layer.Dropout(input, InputDropout, "InputDropout");
        var last = x;
        for (var k = 0; k < Layers; k++)
        {
            var states = LowerCell(layer, x, k, units);
            last = layer.Graph.Final(states[0]);
            x = states[0].Next;
            if (k < Layers - 1) x = layer.Dropout(x, BetweenDropout, "BetweenDropout");
        }

        var output = Return == ReturnKind.Sequence ? x : last;
        layer.Describe($"{Kind} {input.Shape.Columns} → {units}" + (Layers > 1 ? $", {Layers.ToString(CultureInfo.InvariantCulture)} layers" : ""), output);
        return output;
    }

    private IReadOnlyList<LoopState> LowerCell(LayerContext layer, Value x, int index, Dimension units)
    {
        var graph = layer.Graph;
        var cell = new RecurrentCell(layer, x.Shape.Columns, units, Gates, index, Layers > 1);
        var loop = graph.AddLoop(cell.LoopName, reverse: false);
        LoopState[] states =
        [
            .. States.Select(letter => graph.AddState(
                loop,
                letter,
                units,
                InitialStateInput || layer.Streaming ? layer.Input(letter + "0", index, units) : null)),
        ];
        graph.Within(loop, () =>
        {
            Value[] before = [.. states.Select(s => graph.Previous(s).Named(cell.Name(s.Name + "_prev")))];
            var after = Step(cell, x, before);
            for (var i = 0; i < states.Length; i++) states[i].Next = after[i].Named(cell.Name(States[i]));
            return after;
        });
        foreach (var state in states)
        {
            var final = graph.Final(state).Named(cell.Name(state.Name + "_last"));
            if (FinalStateOutput || layer.Streaming) layer.Output(state.Name + "n", index, final);
        }

        return states;
    }
}
