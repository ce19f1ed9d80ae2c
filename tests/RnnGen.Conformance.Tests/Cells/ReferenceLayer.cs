namespace Conformance.Cells;

/// <summary>A layer of reference cells: stacked, in one direction or two, from initial states to final ones.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Cell">The cell.</param>
internal sealed record ReferenceLayer(string Name, ReferenceCell Cell)
{
    public int Layers { get; init; } = 1;

    public bool Bidirectional { get; init; }

    /// <summary>Whether the states start from parameters (h0_l0 …) rather than from tensors.</summary>
    public bool Learned { get; init; }

    /// <summary>Columns of the layer's sequence.</summary>
    public int Outputs => Directions * Cell.Hidden;

    private int Directions => Bidirectional ? 2 : 1;

    private IEnumerable<(int Layer, bool Reverse, string Suffix)> Places =>
        from layer in Enumerable.Range(0, Layers)
        from direction in Enumerable.Range(0, Directions)
        select (layer, direction == 1, $"_l{layer}{(direction == 1 ? "_reverse" : "")}");

    /// <summary>The names of all parameters.</summary>
    public IEnumerable<string> Parameters => Places.SelectMany(place =>
        Cell.Parameters(place.Suffix).Concat(Learned ? Cell.States.Select(s => s + "0" + place.Suffix) : [])).Select(name => $"{Name}.{name}");

    /// <summary>Every output by its tensor: the layer's sequence <c>[batch, steps, hidden]</c> and the final states <c>[cells, batch, size]</c>.</summary>
    /// <param name="leaf">Inputs by tensor and parameters by name.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="steps">Time steps.</param>
    public Dictionary<string, double[]> Run(Func<string, double[]> leaf, int batch, int steps)
    {
        var finals = Cell.States.ToDictionary(s => s, s => new double[Layers * Directions * batch * Cell.SizeOf(s)], StringComparer.Ordinal);
        var all = new List<double>();
        var features = leaf("x").Length / (batch * steps);
        for (var sample = 0; sample < batch; sample++)
        {
            double[][] sequence = [.. leaf("x").Chunk(features).Skip(sample * steps).Take(steps)];
            foreach (var level in Places.GroupBy(p => p.Layer))
            {
                var outputs = level.Select(place => RunCell(place.Layer, place.Reverse, place.Suffix, sequence, sample)).ToArray();
                sequence = [.. Enumerable.Range(0, steps).Select(t => outputs.SelectMany(o => o[t]).ToArray())];
            }

            all.AddRange(sequence.SelectMany(row => row));
        }

        var results = new Dictionary<string, double[]>(StringComparer.Ordinal) { [Name] = [.. all] };
        foreach (var state in Cell.States) results[Name + state.ToUpperInvariant() + "n"] = finals[state];
        return results;

        double[][] RunCell(int layer, bool reverse, string suffix, double[][] x, int sample)
        {
            var part = (layer * Directions) + (reverse ? 1 : 0);
            double[] Start(string state) => !Cell.States.Contains(state) ? []
                : Learned ? leaf($"{Name}.{state}0{suffix}")
                : [.. leaf(Name + state.ToUpperInvariant() + "0").AsSpan(((part * batch) + sample) * Cell.SizeOf(state), Cell.SizeOf(state))];
            var (h, c) = (Start("h"), Start("c"));
            var outputs = new double[x.Length][];
            for (var t = 0; t < x.Length; t++)
            {
                var at = reverse ? x.Length - 1 - t : t;
                (h, c) = Cell.Step(name => leaf($"{Name}.{name}"), suffix, x[at], h, c);
                outputs[at] = h;
            }

            foreach (var state in Cell.States)
                (state == "h" ? h : c).CopyTo(finals[state].AsSpan(((part * batch) + sample) * Cell.SizeOf(state)));
            return outputs;
        }
    }
}
