namespace Conformance.Cells;

/// <summary>
/// A recurrent cell in plain loops over its equations, in double precision: what the generated models are compared with. It shares
/// nothing with the compiler, and says each variant in its own words.
/// </summary>
/// <param name="Kind">rnn, lstm or gru.</param>
/// <param name="Order">The letters of the gates, in the order of the rows of the weights.</param>
/// <param name="Units">Values of a gate.</param>
/// <param name="Biases">Biases per gate: 0, 1 (of the input) or 2.</param>
internal sealed record ReferenceCell(string Kind, string Order, int Units, int Biases)
{
    public Func<double, double> Gate { get; init; } = Formula.Sigmoid;

    public Func<double, double> Candidate { get; init; } = Math.Tanh;

    public Func<double, double> Output { get; init; } = Math.Tanh;

    public bool ResetBefore { get; init; }

    public bool TakesNew { get; init; }

    public bool Peepholes { get; init; }

    public bool Coupled { get; init; }

    public bool LayerNorm { get; init; }

    public int Projection { get; init; }

    public double ClipGates { get; init; } = double.PositiveInfinity;

    public double ClipCell { get; init; } = double.PositiveInfinity;

    public int Hidden => Projection > 0 ? Projection : Units;

    public IReadOnlyList<string> States => Kind == "lstm" ? ["h", "c"] : ["h"];

    public int SizeOf(string state) => state == "h" ? Hidden : Units;

    /// <summary>The names of the parameters, without the layer's.</summary>
    public IEnumerable<string> Parameters(string suffix)
    {
        yield return "weight_ih" + suffix;
        yield return "weight_hh" + suffix;
        if (Biases > 0) yield return "bias_ih" + suffix;
        if (Biases > 1) yield return "bias_hh" + suffix;
        foreach (var norm in LayerNorm ? new[] { "ih", "hh", "c" } : [])
        {
            yield return $"norm_{norm}_weight{suffix}";
            yield return $"norm_{norm}_bias{suffix}";
        }

        foreach (var letter in Peepholes ? Coupled ? "io" : "ifo" : "") yield return "weight_c" + letter + suffix;
        if (Projection > 0) yield return "weight_hr" + suffix;
    }

    /// <summary>One step: the states after it.</summary>
    /// <param name="parameters">The values of a parameter by its name without the layer's.</param>
    /// <param name="suffix">The end of the parameters' names.</param>
    /// <param name="x">The input.</param>
    /// <param name="h">The hidden state before.</param>
    /// <param name="c">The cell state before; for other kinds not read.</param>
    public (double[] H, double[] C) Step(Func<string, double[]> parameters, string suffix, double[] x, double[] h, double[] c)
    {
        return Kind switch
        {
            "rnn" => (Each(u => Candidate(Clip(Input('h', u) + Recurrent('h', u, h)))), c),
            "gru" => (Gru(), c),
            _ => Lstm(),
        };

        double[] Gru()
        {
            var r = Each(u => Gate(Clip(Input('r', u) + Recurrent('r', u, h))));
            var z = Each(u => Gate(Clip(Input('z', u) + Recurrent('z', u, h))));
            var reset = Each(u => r[u] * h[u]);
            var n = Each(u => Candidate(Clip(Input('n', u) + (ResetBefore ? Recurrent('n', u, reset) : r[u] * Recurrent('n', u, h)))));
            return Each(u => TakesNew ? ((1 - z[u]) * h[u]) + (z[u] * n[u]) : ((1 - z[u]) * n[u]) + (z[u] * h[u]));
        }

        (double[] H, double[] C) Lstm()
        {
            var i = Each(u => Gate(Clip(Input('i', u) + Recurrent('i', u, h) + Peephole('i', u, c))));
            var f = Coupled ? Each(u => 1 - i[u]) : Each(u => Gate(Clip(Input('f', u) + Recurrent('f', u, h) + Peephole('f', u, c))));
            var g = Each(u => Candidate(Clip(Input('g', u) + Recurrent('g', u, h))));
            var next = Each(u => Math.Clamp((f[u] * c[u]) + (i[u] * g[u]), -ClipCell, ClipCell));
            var o = Each(u => Gate(Clip(Input('o', u) + Recurrent('o', u, h) + Peephole('o', u, next))));
            var seen = LayerNorm ? Normalize("c", next) : next;
            var y = Each(u => o[u] * Output(seen[u]));
            return (Projection == 0 ? y : [.. Enumerable.Range(0, Projection).Select(p => Dot(parameters("weight_hr" + suffix), p, y))], next);
        }

        double[] Each(Func<int, double> unit) => [.. Enumerable.Range(0, Units).Select(unit)];

        double Clip(double sum) => Math.Clamp(sum, -ClipGates, ClipGates);

        double Input(char gate, int unit) => Affine("ih", gate, unit, x, Biases > 0);

        double Recurrent(char gate, int unit, double[] values) => Affine("hh", gate, unit, values, Biases > 1);

        double Affine(string source, char gate, int unit, double[] values, bool biased)
        {
            var row = (Order.IndexOf(gate) * Units) + unit;
            if (LayerNorm) return Normalize(source, [.. Enumerable.Range(0, Order.Length * Units).Select(r => Dot(parameters($"weight_{source}{suffix}"), r, values))])[row];
            return Dot(parameters($"weight_{source}{suffix}"), row, values) + (biased ? parameters($"bias_{source}{suffix}")[row] : 0);
        }

        double[] Normalize(string name, double[] row)
        {
            var mean = row.Average();
            var deviation = Math.Sqrt(row.Average(a => (a - mean) * (a - mean)) + 1e-5);
            var (gain, bias) = (parameters($"norm_{name}_weight{suffix}"), parameters($"norm_{name}_bias{suffix}"));
            return [.. row.Select((a, k) => (gain[k] * (a - mean) / deviation) + bias[k])];
        }

        double Peephole(char gate, int unit, double[] cell) => Peepholes ? parameters($"weight_c{gate}{suffix}")[unit] * cell[unit] : 0;
    }

    private static double Dot(double[] matrix, int row, double[] values)
    {
        var sum = 0.0;
        for (var k = 0; k < values.Length; k++) sum += matrix[(row * values.Length) + k] * values[k];
        return sum;
    }
}
