using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Cells;

/// <summary>Every variant computes its equations, forward and backward, on every body: the reference is <see cref="ReferenceCell"/>.</summary>
public class VariantTests(ITestOutputHelper output)
{
    private const int Batch = 3, Steps = 4, Features = 3;

    private static readonly Dictionary<string, IReadOnlyList<VariantCase>> Groups = new(StringComparer.Ordinal)
    {
        ["Lstms"] = VariantCases.Lstms,
        ["Grus"] = VariantCases.Grus,
        ["Rnns"] = VariantCases.Rnns,
    };

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("Variants", Groups.Select(g => Spec(g.Key, g.Value)), Body.All));

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var group in Groups.Keys)
            {
                foreach (var body in Body.All) cases.Add(group, body.Name);
            }

            return cases;
        }
    }

    public static TheoryData<string> GroupNames => [.. Groups.Keys];

    [Theory]
    [MemberData(nameof(GroupNames))]
    public void ParametersAreThoseOfTheVariant(string group)
    {
        var expected = Groups[group].SelectMany(c => c.Reference.Parameters);
        var actual = Models.Value.Single(group, Body.Active).Parameters.Tensors.Select(t => t.Name);
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ValuesAndGradientsAreThoseOfTheEquations(string group, string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        if (body == Body.Double) Check<double>(group, body, 1e-10);
        else Check<float>(group, body, 1e-5);
    }

    /// <summary>All layers read x, and their outputs lie side by side in y.</summary>
    private static ModelSpec Spec(string name, IReadOnlyList<VariantCase> cases) => Specs.Sequence(
        name,
        Features,
        LossKind.External,
        [.. cases.Select(c => (LayerSpec)c.Spec), new JoinSpec("all", JoinKind.Concatenate) { From = cases.Select(c => c.Spec.Name).ToArray() }]);

    /// <summary>The rows of several sequences side by side.</summary>
    private static double[] Join(IReadOnlyList<double[]> sequences) =>
    [
        .. Enumerable.Range(0, Batch * Steps).SelectMany(row => sequences.SelectMany(s => s.Chunk(s.Length / (Batch * Steps)).ElementAt(row))),
    ];

    private static void Check<T>(string group, Body body, double bound)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var model = Models.Value.Create<T>(group, body);
        var inputs = Inputs.Random(model, Batch, Steps, seed: 3);
        var leaves = inputs.Values.ToDictionary(v => v.Key, v => Runner.Convert<double>(v.Value), StringComparer.Ordinal);
        var random = new Random(5);
        foreach (var tensor in model.Parameters.Tensors)
        {
            // Not what initializers draw, which is zero in some families.
            float[] values = [.. Enumerable.Range(0, model.Parameters[tensor.Name].Length).Select(_ => (float)random.NextDouble() - 0.5f)];
            leaves[tensor.Name] = Runner.Convert<double>(values);
            Runner.Convert<T>(values).CopyTo(model.Parameters[tensor.Name]);
        }

        model.RefreshWeights();
        var results = Groups[group].Select(c => c.Reference).Select(layer => (layer.Name, Values: layer.Run(name => leaves[name], Batch, Steps))).ToArray();
        var expected = results.SelectMany(r => r.Values.Where(v => v.Key != r.Name)).ToDictionary(StringComparer.Ordinal);
        expected["y"] = Join([.. results.Select(r => r.Values[r.Name])]);
        Agreement.Within(bound, expected, Runner.Predict(model, inputs), $"{group}, Predict");

        var trained = Runner.Train(model, inputs);
        Agreement.Within(bound, expected, Part(trained, expected.ContainsKey), $"{group}, Forward");
        Agreement.Within(Math.Max(bound, Slopes.Error), Gradients.Get(group, leaves), Part(trained, name => !expected.ContainsKey(name)), $"{group}, Backward");
    }

    private static Dictionary<string, double[]> Part(Dictionary<string, double[]> results, Func<string, bool> belongs) =>
        results.Where(r => belongs(r.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The slopes of Σ output · upstream along every leaf, which are the same for every body.</summary>
    private static class Gradients
    {
        private static readonly Dictionary<string, Dictionary<string, double[]>> Known = new(StringComparer.Ordinal);

        public static Dictionary<string, double[]> Get(string group, Dictionary<string, double[]> leaves)
        {
            lock (Known)
            {
                if (!Known.TryGetValue(group, out var slopes)) Known.Add(group, slopes = Compute(group, leaves));
                return slopes;
            }
        }

        private static Dictionary<string, double[]> Compute(string group, Dictionary<string, double[]> leaves)
        {
            var slopes = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["dX"] = new double[leaves["x"].Length] };
            var column = 0;
            foreach (var layer in Groups[group].Select(c => c.Reference))
            {
                var (first, columns) = (column, layer.Outputs);
                double[] upstream = [.. leaves["dY"].Chunk(leaves["dY"].Length / (Batch * Steps)).SelectMany(row => row.Skip(first).Take(columns))];
                double Functional() => layer.Run(name => leaves[name], Batch, Steps)
                    .Sum(o => o.Value.Zip(o.Key == layer.Name ? upstream : leaves[Of(o.Key)], (y, up) => y * up).Sum());
                column += columns;
                foreach (var name in layer.Parameters) slopes[name] = Slopes.Of(Functional, leaves[name]);
                foreach (var start in layer.Learned ? [] : layer.Cell.States.Select(s => layer.Name + s.ToUpperInvariant() + "0"))
                    slopes[Of(start)] = Slopes.Of(Functional, leaves[start]);

                // Every layer reads x.
                var own = Slopes.Of(Functional, leaves["x"]);
                for (var i = 0; i < own.Length; i++) slopes["dX"][i] += own[i];
            }

            return slopes;
        }

        private static string Of(string name) => "d" + char.ToUpperInvariant(name[0]) + name[1..];
    }
}
