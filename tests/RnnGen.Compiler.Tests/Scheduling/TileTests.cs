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
    /// <summary>Products of the workloads that the project compares: results side by side, the units of each, and whether the next step waits for them.</summary>
    private static readonly (string Product, int Results, int Units, bool WaitedFor)[] Workloads =
    [
        ("W1: LSTM 256", 4, 256, true),
        ("W1: dense 2", 1, 2, false),
        ("W2: GRU 64", 3, 64, true),
        ("W2: GRU 32", 3, 32, true),
        ("W2: dense 32", 1, 32, false),
        ("W2: dense 1", 1, 1, false),
        ("W3: LSTM 64", 4, 64, true),
        ("W3: LSTM 32", 4, 32, true),
        ("W4: RNN 8", 1, 8, true),
        ("W4: RNN 4", 1, 4, true),
        ("W4: RNN 128", 1, 128, true),
        ("W5: LSTM 20", 4, 20, true),
        ("W5: GRU 20", 3, 20, true),
        ("W5: GRU 40", 3, 40, true),
        ("W6: LSTM 512", 4, 512, true),
        ("W6: dense 96", 1, 96, false),
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

    /// <summary>Sums of parts as well, and the one row of a step: of every panel that there can be.</summary>
    [Theory]
    [InlineData(16)]
    [InlineData(8)]
    [InlineData(4)]
    public void Tiles_of_parts_fit_the_registers(int lanes)
    {
        var (registers, product) = lanes switch { 16 => (32, 0), 8 => (16, 0), _ => (16, 1) };
        foreach (var (results, units, perWord) in from r in Enumerable.Range(1, 4) from u in Enumerable.Range(1, 100) from p in new[] { 1, 2, 4 } select (r, u, p))
        {
            var layout = new PanelLayout(results, units, 1, waitedFor: true);
            foreach (var run in layout.Runs.Where(run => layout.PartsOf(run) > 1))
            {
                var (blocks, blockVectors, parts) = (results * run.Vectors, Math.Max(1, run.Lanes / lanes), layout.PartsOf(run));
                var table = TileTable.For(lanes, blocks * blockVectors);
                TileBand[] bands = [.. table.Bands(blocks, blockVectors, parts, perWord)];
                Assert.Equal(1, bands[^1].Rows[^1]);
                Assert.Equal(bands.SelectMany(band => band.Rows).OrderDescending().Distinct(), bands.SelectMany(band => band.Rows));
                Assert.All(bands, band => Assert.Equal(blocks * blockVectors, band.Vectors.Sum()));
                Assert.All(bands, band => Fits(band.Rows[0], band.Vectors.Max()));
                Fits(1, table.OfOneRow(blocks, blockVectors, parts, perWord).Max());

                // Beside the sums: the fewer operands, all left elements of a word if these are they, one of the others, the bits of a word.
                void Fits(int rows, int vectors) => Assert.InRange(
                    (rows * vectors * parts) + Math.Min(rows < vectors ? rows * perWord : vectors, vectors) + 1 + product + (perWord > 1 ? 2 : 0), 1, registers);
            }
        }
    }

    private static string Table(Target target)
    {
        var text = new StringBuilder();
        foreach (var (product, results, units, waitedFor) in Workloads)
        {
            text.Append(product).Append('\n');
            var layout = new PanelLayout(results, units, 1, waitedFor: waitedFor);
            foreach (var run in layout.Runs)
            {
                var lanes = Math.Min(run.Lanes, target.Lanes);
                var (blocks, blockVectors) = (results * run.Vectors, run.Lanes / lanes);
                text.Append(FormattableString.Invariant($"  {run.Count} panel(s) of {blocks} block(s) of {run.Lanes}, in vectors of {lanes}: "));
                text.AppendJoin("; ", target.Tiles(blocks * blockVectors).Bands(blocks, blockVectors, layout.PartsOf(run), perWord: 1).Select(Describe)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Describe(TileBand band) =>
        string.Join(" or ", band.Rows) + " row(s) × " + string.Join(" + ", band.Vectors.GroupBy(v => v).Select(v => v.Count() == 1 ? $"{v.Key}" : $"{v.Count()}·{v.Key}"));
}
