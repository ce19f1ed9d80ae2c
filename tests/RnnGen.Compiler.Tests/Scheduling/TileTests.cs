using System.Text;
using RnnGen.Compiler.Scheduling;
using RnnGen.Compiler.Spec;
using RnnGen.Compiler.Targets;
using RnnGen.TestKit;

namespace RnnGen.Compiler.Tests.Scheduling;

/// <summary>
/// Which register tiles products take, to be read. After a wanted change it is accepted by
/// <c>RNNGEN_ACCEPT_SNAPSHOTS=1 dotnet test -c Release tests/RnnGen.Compiler.Tests --filter TileTests</c>.
/// </summary>
public class TileTests
{
    /// <summary>Products of the workloads that the project compares: results side by side, and the units of each.</summary>
    private static readonly (string Product, int Results, int Units)[] Workloads =
    [
        ("W1: LSTM 256", 4, 256),
        ("W1: dense 2", 1, 2),
        ("W2: GRU 64", 3, 64),
        ("W2: GRU 32", 3, 32),
        ("W2: dense 32", 1, 32),
        ("W2: dense 1", 1, 1),
        ("W3: LSTM 64", 4, 64),
        ("W3: LSTM 32", 4, 32),
        ("W4: RNN 8", 1, 8),
        ("W4: RNN 4", 1, 4),
        ("W4: RNN 128", 1, 128),
        ("W5: LSTM 20", 4, 20),
        ("W5: GRU 20", 3, 20),
        ("W5: GRU 40", 3, 40),
        ("W6: LSTM 512", 4, 512),
        ("W6: dense 96", 1, 96),
    ];

    [Fact]
    public void Tiles_of_the_workloads()
    {
        var files = Target.For(Precision.Float32).ToDictionary(target => target.Name + ".txt", Table);
        Snapshot.Match(files);
    }

    /// <summary>Beside the sums of a tile live its fewer operands, one of the others, and a product where there is no multiply-add.</summary>
    [Theory]
    [InlineData(16)]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(1)]
    public void Tiles_fit_the_registers(int lanes)
    {
        var registers = lanes == 16 ? 32 : 16;
        var product = lanes is 16 or 8 ? 0 : 1; // multiply and add are two instructions
        for (var vectors = 1; vectors <= 16; vectors++)
        {
            foreach (var size in TileTable.For(lanes, vectors).Sizes)
                Assert.InRange((size.Rows * size.Vectors) + Math.Min(size.Rows, size.Vectors) + 1 + product, 1, registers);
        }
    }

    private static string Table(Target target)
    {
        var text = new StringBuilder();
        foreach (var (product, results, units) in Workloads)
        {
            text.Append(product).Append('\n');
            var layout = new PanelLayout(results, units, 1, waitedFor: !product.Contains("dense", StringComparison.Ordinal));
            foreach (var run in layout.Runs)
            {
                var lanes = Math.Min(run.Lanes, target.Lanes);
                var (blocks, blockVectors) = (results * run.Vectors, run.Lanes / lanes);
                text.Append(FormattableString.Invariant($"  {run.Count} panel(s) of {blocks} block(s) of {run.Lanes}, in vectors of {lanes}: "));
                text.AppendJoin("; ", target.Tiles(blocks * blockVectors).Bands(blocks, blockVectors, layout.PartsOf(run)).Select(Describe)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Describe(TileBand band) =>
        string.Join(" or ", band.Rows) + " row(s) × " + string.Join(" + ", band.Vectors.GroupBy(v => v).Select(v => v.Count() == 1 ? $"{v.Key}" : $"{v.Count()}·{v.Key}"));
}
