using System.Diagnostics;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Conformance.Models;
using Xunit.Abstractions;
namespace Conformance;
public class Proto(ITestOutputHelper o)
{
    private static readonly int[] Sizes = [1, 3, 5, 7, 8, 9, 16, 17, 20, 32, 40];
    private static ModelSpec Chain(int shift, int rot) {
        var at = 0; var layers = new List<LayerSpec>();
        for (var i = 0; i < 11; i++) { at = (at + shift) % 11;
            layers.Add(Specs.Recurrent(Specs.Kinds[(i + rot) % 4], "l" + (char)('a' + i), Sizes[at]) with { Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true }); }
        return Specs.Sequence($"Chain{shift}x{rot}", Sizes[0], LossKind.External, [.. layers]);
    }
    [Fact]
    public void Measure()
    {
        var w = Stopwatch.StartNew();
        var specs = new[]{1,2}.Select(s => Chain(s, 0)).ToArray();
        var files = specs.SelectMany(s => Body.All.Select(b => (b, n: RnnGen.Compiler.ModelCompiler.Compile(ModelSet.For(s,b), b.Targets).Sum(f => f.Text.Length)))).ToArray();
        foreach (var f in files) o.WriteLine($"{f.b} {f.n}");
        o.WriteLine($"generate {w.ElapsedMilliseconds}"); w.Restart();
        var set = ModelSet.Compile("x", specs, Body.All);
        o.WriteLine($"compile {w.ElapsedMilliseconds}");
        foreach (var s in specs) {
            var d = set.Double(s.Name);
            foreach (var (batch, steps) in new[]{(1,1),(1,2),(3,2),(1,30),(3,30),(32,30)}) {
            w.Restart();
            var inputs = Inputs.Random(d, batch, steps, 5);
            var m0 = set.Single(s.Name, Body.Scalar, 3);
            Runner.CopyWeights(m0, d);
            var exp = Runner.Train(d, inputs);
            o.WriteLine($"double {w.ElapsedMilliseconds}");
            foreach (var b in Body.Single.Where(b => b.IsAvailable)) {
                w.Restart();
                var m = set.Single(s.Name, b, 3);
                var act = Runner.Train(m, inputs);
                var worst = exp.Select(e => (e.Key, d: e.Value.Zip(act[e.Key]).Max(p => Math.Abs(p.First - p.Second) is var x && double.IsNaN(x) ? 99 : x / Math.Max(1, Math.Abs(p.First))), max: e.Value.Max(Math.Abs))).OrderByDescending(x => x.d).First();
                o.WriteLine($"{b} {batch}x{steps}: {w.ElapsedMilliseconds} ms, {worst.Key} {worst.d:E2} of {worst.max:F2}");
            } }
        }
    }
}
