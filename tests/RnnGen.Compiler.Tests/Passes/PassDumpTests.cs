using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Passes;
using RnnGen.Compiler.Spec;
using RnnGen.TestKit;

namespace RnnGen.Compiler.Tests.Passes;

/// <summary>
/// The graph of a GRU before and after each pass, to be read: for predictions, and with the gradients of parameters and input. After a wanted change it is accepted by
/// <c>RNNGEN_ACCEPT_SNAPSHOTS=1 dotnet test -c Release tests/RnnGen.Compiler.Tests --filter PassDumpTests</c>.
/// </summary>
public class PassDumpTests
{
    [Fact]
    public void Prediction() => Snapshot.Match(Dump(Networks.Prediction(Networks.Gru)));

    [Fact]
    public void Training() => Snapshot.Match(Dump(Networks.Training(Networks.Model(LossKind.External, new GruSpec("gru", 2)))));

    [Fact]
    public void The_pipeline_runs_these_passes()
    {
        var source = Networks.Training(Networks.TwoGrus);

        Assert.Equal(
            GraphPrinter.Print(PassPipeline.Run(source, CancellationToken.None)),
            GraphPrinter.Print(Stages(source).Last().Graph));
    }

    private static Dictionary<string, string> Dump(Graph source)
    {
        var files = new Dictionary<string, string>();
        var before = "";
        foreach (var (name, graph) in Stages(source))
        {
            var text = GraphPrinter.Print(graph);
            files.Add(name + ".txt", text == before ? "(as before)\n" : text);
            before = text;
        }

        return files;
    }

    private static IEnumerable<(string Name, Graph Graph)> Stages(Graph source)
    {
        yield return ("0-source", source);
        var folded = Networks.Apply(source, g => new FoldSums(g), g => new DeadCode(g));
        yield return ("1-sums-folded", folded);
        var rematerialized = Networks.Apply(folded, g => new Rematerialize(g));
        yield return ("2-rematerialized", rematerialized);
        var sunk = Networks.Apply(rematerialized, g => new SinkProducts(g));
        yield return ("3-products-sunk", sunk);
        yield return ("4-states-separated", Networks.Apply(sunk, g => new SeparateStates(g), g => new DeadCode(g)));
    }
}
