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
public abstract partial record RecurrentSpec(string Name, int Units) : LayerSpec(Name)
{
    private const int MaxLayers = 64;
    private const int MaxUnits = 65_536;

    /// <summary>Each of several stacked cells has an identifier of its own.</summary>
    public sealed override IEnumerable<string> Identifiers =>
        Layers == 1 ? base.Identifiers : base.Identifiers.Concat(Enumerable.Range(0, Math.Max(Layers, 0)).Select(k => Identifier.Pascal(Name) + "L" + k.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The cell's name in tables: <c>GRU</c>.</summary>
    protected abstract string Kind { get; }

    /// <summary>Letters of the states; the first is the output.</summary>
    protected virtual IReadOnlyList<string> States => ["h"];

    /// <summary>Extent of a state.</summary>
    protected virtual int SizeOf(string state) => Units;

    /// <summary>Number of gates that read the input: row blocks of weight_ih.</summary>
    protected internal abstract int Gates { get; }

    /// <summary>Number of those that read the hidden state: row blocks of weight_hh.</summary>
    protected internal virtual int HiddenGates => Gates;

    /// <summary>The gate whose biases start at 1; −1 for none.</summary>
    protected internal virtual int OpenGate => -1;

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
        foreach (var (what, why) in Contradictions) layer.Expect(false, SpecRule.Contradiction, what, why);
        CheckStart(layer);
        flow = layer.Sequence(flow);
        var input = flow.Value;

        var x = layer.Dropout(input, InputDropout, "InputDropout", InputDropoutMaskInForce == DropoutMaskKind.PerSequence);
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
                var columns = name + (top ? "" : "L" + k.ToString(CultureInfo.InvariantCulture));
                (x, last) = (merge.Merge(graph, columns, sequence, back), merge.Merge(graph, columns, final, backFinal));
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

    /// <summary>The name under which other layers find a final state.</summary>
    private static string Published(string letter, int part) => letter + "_" + part.ToString(CultureInfo.InvariantCulture);

    public override IEnumerable<string> AlsoReads => InitialStateFrom is null ? [] : [InitialStateFrom];

    private int Cells => Layers * (Bidirectional ? 2 : 1);

    /// <summary>The states of all cells in the user's words: <c>h [2 × 64], c [2 × 64]</c> of two cells, <c>h [64]</c> of one.</summary>
    private string StatesText => string.Join(", ", States.Select(s => $"{s} [{(Cells == 1 ? "" : Text(Cells) + " × ")}{Text(SizeOf(s))}]"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Cell by cell and state by state, what this layer starts from is there and has its size; nothing is left at zero, or out, in silence.</summary>
    private void CheckStart(LayerContext layer)
    {
        if (InitialStateFrom is not { } name) return;
        var source = layer.Find(name);
        layer.Require(source is not null, SpecRule.UnknownSource, name, "layers with as many cells and the same states, and vectors");
        if (layer.LayerNamed(name) is RecurrentSpec other)
        {
            var fix = !new HashSet<string>(States).SetEquals(other.States) ? "use one kind of layer for both, or start from a vector, such as a [Dense] of the other's output"
                : Cells != other.Cells ? "give both the same Layers and Bidirectional"
                : States.Any(s => SizeOf(s) != other.SizeOf(s)) ? "give both the same units"
                : null;
            layer.Require(fix is null, SpecRule.StatesDiffer, StatesText, name, other.StatesText, fix ?? "");
            return;
        }

        var (shape, size) = (source!.Value.Shape, SizeOf(States[0]));
        var isVector = shape is { Form: Form.Plane, Time: false };
        layer.Require(
            isVector && shape.Columns.Size == size, SpecRule.StatesDiffer, StatesText, name, $"{(isVector ? "a vector" : shape.Time ? "a sequence" : "tokens")} [{layer.Text(shape)}]",
            shape.Time ? "let it give its last step only" : $"bring it to the size of {States[0]} with [Dense({Text(size)})]");
    }

    /// <summary>Where a state starts, if it does so from another layer; a layer without states gives the first state only.</summary>
    private Value? StartFrom(LayerContext layer, string letter, int part)
    {
        if (InitialStateFrom is null) return null;
        var states = layer.Find(InitialStateFrom + "." + Published(States[0], 0)) is not null;
        return (states ? layer.Find(InitialStateFrom + "." + Published(letter, part)) : letter == States[0] && part == 0 ? layer.Find(InitialStateFrom) : null)?.Value;
    }

    private (Value Sequence, Value Final) LowerCell(LayerContext layer, Flow input, CellPlace place)
    {
        var graph = layer.Graph;
        var hidden = Extent(States[0]);
        var units = Units == hidden.Size ? hidden : new Dimension(hidden.Name + "Gate", Units);
        var cell = new RecurrentCell(layer, this, input.Value.Shape.Columns, units, hidden, place);
        var loop = graph.AddLoop(cell.LoopName, input.Value.Shape.Axis!, place.Reverse);
        var part = (place.Index * (Bidirectional ? 2 : 1)) + (place.Reverse ? 1 : 0);
        LoopState[] states = [.. States.Select(letter => AddState(layer, loop, letter, part, place))];
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
        if (HiddenStatesOutput) layer.OutputStates(states[0], part);
        for (var i = 0; i < finals.Length; i++) layer.Publish(Published(States[i], part), new Flow(finals[i]));
        var sequence = states[0].Next;

        // The output of a step that does not count is zero, without a sign; but in one direction of Keras it is that of the step before.
        if (input.Mask is null || (Family == Family.Keras && !Bidirectional)) return (sequence, finals[0]);
        return (graph.Select(input.Mask, sequence, graph.Constant(0)).Named(cell.Name("y")), finals[0]);
    }

    private LoopState AddState(LayerContext layer, Loop loop, string letter, int part, CellPlace place)
    {
        var columns = Extent(letter);
        var start = StartFrom(layer, letter, part);
        if (InitialState == InitialStateKind.Learned)
        {
            var learned = layer.Vector(letter + "0" + place.Suffix, columns.Size, new InitializerSpec.Constant(0));
            start = layer.Graph.Broadcast(layer.Graph.Bias(learned, 0, columns), Shape.Plane(columns, null));
        }

        return layer.AddState(loop, letter, part, columns, start, InitialState == InitialStateKind.Input);
    }
}
