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

    /// <summary>Whether a second cell reads the sequence from its end.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>How the outputs of the two directions become one.</summary>
    public MergeKind Merge { get; init; }

    /// <summary>Each of several stacked cells has an identifier of its own.</summary>
    public sealed override IEnumerable<string> Identifiers =>
        Layers == 1 ? base.Identifiers : base.Identifiers.Concat(Enumerable.Range(0, Math.Max(Layers, 0)).Select(k => Identifier.Pascal(Name) + "L" + k.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The cell's name in tables: <c>GRU</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>Letters of the states; the first is the output.</summary>
    protected virtual IReadOnlyList<string> States => ["h"];

    /// <summary>Extent of a state.</summary>
    protected virtual int SizeOf(string state) => Units;

    /// <summary>Number of gates, the row blocks of the weight matrices.</summary>
    protected abstract int Gates { get; }

    /// <summary>The equations of one step: the states after it from the input and the states before it.</summary>
    protected abstract IReadOnlyList<Value> Step(RecurrentCell cell, Value x, IReadOnlyList<Value> states);

    protected sealed override Flow Lower(LayerContext layer, Flow flow)
    {
        if (!(layer.Positive("units", Units) & layer.Positive("Layers", Layers)))
            return (this with { Units = Math.Max(1, Units), Layers = Math.Max(1, Layers) }).Lower(layer, flow);
        layer.Require(Layers <= MaxLayers, SpecRule.Contradiction, $"Layers = {Layers.ToString(CultureInfo.InvariantCulture)}", "at most 64 cells are stacked in one layer");
        layer.Require(Units <= MaxUnits, SpecRule.Contradiction, $"units = {Units.ToString(CultureInfo.InvariantCulture)}", "a hidden state has at most 65,536 values");
        layer.Expect(
            !layer.Rate("BetweenDropout", BetweenDropout) || BetweenDropout == 0 || Layers > 1,
            SpecRule.Contradiction,
            $"BetweenDropout = {BetweenDropout.ToString("R", CultureInfo.InvariantCulture)}",
            "there is nothing between the cells of a single one; set Layers to 2 or more, or InputDropout on the next layer");
        layer.Expect(Bidirectional || Merge == MergeKind.Concat, SpecRule.Contradiction, $"Merge = {Merge}", "there is only one direction; set Bidirectional = true, or leave Merge out");
        layer.Require(!Bidirectional || !layer.Streaming, SpecRule.Contradiction, "Bidirectional = true", "a stream has no last step for the other direction to begin with");
        flow = layer.Sequence(flow);
        var input = flow.Value;

        var x = layer.Dropout(input, InputDropout, "InputDropout");
        var (last, graph, name) = (x, layer.Graph, Identifier.Pascal(Name));
        for (var k = 0; k < Layers; k++)
        {
            if (k > 0) x = layer.Dropout(x, BetweenDropout, "BetweenDropout");
            var (sequence, final) = LowerCell(layer, flow with { Value = x }, new CellPlace(k, Reverse: false, Layers > 1));
            if (Bidirectional)
            {
                var (back, backFinal) = LowerCell(layer, flow with { Value = x }, new CellPlace(k, Reverse: true, Layers > 1));
                var top = k == Layers - 1;
                if (top) Publish(layer, flow, Return == ReturnKind.Sequence ? (sequence, back) : (final, backFinal));
                var merge = top ? Merge : MergeKind.Concat;
                (x, last) = (merge.Merge(graph, name + (top ? "" : "L" + k.ToString(CultureInfo.InvariantCulture)), sequence, back), merge.Merge(graph, name, final, backFinal));
                continue;
            }

            (x, last) = (sequence, final);
        }

        var output = Return == ReturnKind.Sequence ? x : last;
        layer.Describe(
            $"{(Bidirectional ? "Bidirectional " : "")}{Kind} {input.Shape.Columns} → {output.Shape.Columns}" + (Layers > 1 ? $", {Layers.ToString(CultureInfo.InvariantCulture)} layers" : ""),
            output);
        return flow.With(output);
    }

    private static void Publish(LayerContext layer, Flow flow, (Value Forward, Value Backward) outputs)
    {
        layer.Publish("forward", flow.With(outputs.Forward));
        layer.Publish("backward", flow.With(outputs.Backward));
    }

    /// <summary>The extent of a state, named after the layer unless it differs from the output's.</summary>
    private Dimension Extent(string state)
    {
        var name = Identifier.Pascal(Name) + (Bidirectional && Merge == MergeKind.Concat ? "Direction" : "");
        return new Dimension(SizeOf(state) == SizeOf(States[0]) ? name : name + Identifier.Pascal(state), SizeOf(state));
    }

    private (Value Sequence, Value Final) LowerCell(LayerContext layer, Flow input, CellPlace place)
    {
        var graph = layer.Graph;
        var hidden = Extent(States[0]);
        var units = Units == hidden.Size ? hidden : new Dimension(hidden.Name + "Gate", Units);
        var cell = new RecurrentCell(layer, input.Value.Shape.Columns, units, hidden, Gates, place);
        var loop = graph.AddLoop(cell.LoopName, input.Value.Shape.Axis!, place.Reverse);
        var part = (place.Index * (Bidirectional ? 2 : 1)) + (place.Reverse ? 1 : 0);
        LoopState[] states = [.. States.Select(letter => layer.AddState(loop, letter, part, Extent(letter), null, InitialStateInput))];
        graph.Within(loop, () =>
        {
            Value[] before = [.. states.Select(s => graph.Previous(s).Named(cell.Name(s.Name + "_prev")))];
            var after = Step(cell, input.Value, before);
            for (var i = 0; i < states.Length; i++)
            {
                // A step that does not count leaves the states as they were.
                states[i].Next = (input.Mask is null ? after[i] : graph.Select(input.Mask, after[i].Named(cell.Name(States[i] + "_new")), before[i])).Named(cell.Name(States[i]));
            }
        });
        Value[] finals = [.. states.Select(s => layer.Final(s, cell.Name(s.Name + "_last"), part, FinalStateOutput))];
        var sequence = states[0].Next;
        return (input.Mask is null ? sequence : (sequence * input.Mask).Named(cell.Name("y")), finals[0]);
    }
}
