namespace RnnGen.Generator.Tests;

/// <summary>Sources with a user's cell.</summary>
internal static class CellSources
{
    public const string Model = """
        using RnnGen;

        namespace Demo;

        [Model]
        [Input(steps: 12, features: 3)]
        [Cell(typeof(MinimalGatedUnit), 8)]
        [Dense(1)]
        [Loss(MeanSquaredError)]
        public partial class Forecaster;
        """;

    public const string Cell = """
        using RnnGen.Cells;
        
        namespace Demo;

        public sealed class MinimalGatedUnit : Cell
        {
            public static CellVector Step(CellInput x, CellVector h, CellWeights w)
            {
                var f = Sigmoid(w.Input("f", x) + w.Hidden("f", h));
                var n = Tanh(w.Input("n", x) + w.Hidden("n", f * h));
                return (1 - f) * h + f * n;
            }
        }
        """;

    /// <summary>Both in one file.</summary>
    public static string Together(string cell = Cell) => cell + Model.Replace("using RnnGen;", "").Replace("namespace Demo;", "").Replace("[Model]", "[RnnGen.Model]")
        .Replace("[Input(", "[RnnGen.Input(").Replace("[Cell(", "[RnnGen.Cell(").Replace("[Dense(", "[RnnGen.Dense(").Replace("[Loss(", "[RnnGen.Loss(");
}
