using System.Globalization;
using System.Text;

namespace RnnGen.Benchmarks.Growth;

/// <summary>A line of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Positive coordinates, from left to right.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A chart whose axes are both logarithmic, so that growth by a power is a straight line and constant cost a level one.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="XTitle">What grows.</param>
/// <param name="YTitle">What is measured.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record LogChart(string Title, string XTitle, string YTitle, IReadOnlyList<ChartLine> Lines)
{
    private const int Width = 420, Height = 260, Left = 64, Right = 12, Top = 30, Bottom = 42;

    private static readonly string[] _colors = ["#1f6fb4", "#c8541b", "#3d8f3d"];

    /// <summary>Charts side by side, as one SVG file.</summary>
    /// <param name="charts">The charts, row by row.</param>
    /// <param name="columns">Charts of a row.</param>
    public static string Page(IReadOnlyList<LogChart> charts, int columns)
    {
        var rows = (charts.Count + columns - 1) / columns;
        var text = new StringBuilder();
        text.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"11\" ");
        Line(text, $"width=\"{columns * Width}\" height=\"{rows * Height}\">");
        Line(text, $"<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        for (var i = 0; i < charts.Count; i++)
        {
            Line(text, $"<g transform=\"translate({i % columns * Width},{i / columns * Height})\">");
            charts[i].Draw(text);
            Line(text, $"</g>");
        }

        return text.Append("</svg>\n").ToString();
    }

    private void Draw(StringBuilder text)
    {
        var points = Lines.SelectMany(line => line.Points).ToArray();
        double[] values = [.. points.Select(p => p.X).Distinct().Order()];
        var (low, high) = (Math.Floor(Math.Log10(points.Min(p => p.Y))), Math.Ceiling(Math.Log10(points.Max(p => p.Y))));
        if (low == high) high++;
        double X(double x) => Left + ((Width - Left - Right) * Math.Log(x / values[0]) / Math.Log(values[^1] / values[0]));
        double Y(double y) => Height - Bottom - ((Height - Top - Bottom) * (Math.Log10(y) - low) / (high - low));

        Line(text, $"<text x=\"{Left}\" y=\"16\" font-weight=\"bold\">{Title}</text>");
        Line(text, $"<text x=\"{Width / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{XTitle}</text>");
        Line(text, $"<text transform=\"translate(13,{Height / 2}) rotate(-90)\" text-anchor=\"middle\">{YTitle}</text>");
        for (var power = low; power <= high; power++)
        {
            var y = Y(Math.Pow(10, power));
            Line(text, $"<path d=\"M{Left} {y:F1}H{Width - Right}\" stroke=\"#ccc\"/>");
            Line(text, $"<text x=\"{Left - 5}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{Number(Math.Pow(10, power))}</text>");
        }

        foreach (var value in values)
            Line(text, $"<text x=\"{X(value):F1}\" y=\"{Height - Bottom + 15}\" text-anchor=\"middle\">{Number(value)}</text>");
        for (var i = 0; i < Lines.Count; i++)
        {
            var path = string.Join(' ', Lines[i].Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):F1},{Y(p.Y):F1}")));
            Line(text, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{_colors[i]}\" stroke-width=\"2\"/>");
            foreach (var (x, y) in Lines[i].Points) Line(text, $"<circle cx=\"{X(x):F1}\" cy=\"{Y(y):F1}\" r=\"3\" fill=\"{_colors[i]}\"/>");
            Line(text, $"<text x=\"{Width - Right}\" y=\"{16 + (13 * i)}\" text-anchor=\"end\" fill=\"{_colors[i]}\">{Lines[i].Name}</text>");
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

    private static string Number(double value) => value switch
    {
        >= 1e9 => $"{value / 1e9:G4} G",
        >= 1e6 => $"{value / 1e6:G4} M",
        >= 1e4 => $"{value / 1e3:G4} k",
        _ => $"{value:G4}",
    };
}
