using System.Globalization;
using Spectre.Console;

namespace RnnGen.Samples.Ridership;

/// <summary>A model's layers as a table, as Keras' <c>summary()</c> prints it.</summary>
internal static class SummaryTable
{
    public static void Write(ModelDescription model)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(model.Name)) };
        table.AddColumn("Layer", column => column.Footer("Total"));
        table.AddColumn("Kind");
        table.AddColumn("Output");
        table.AddColumn("Parameters", column => column.RightAligned().Footer(Number(model.Layers.Sum(layer => (long)layer.Parameters))));
        table.AddColumn("FLOP per step", column => column.RightAligned().Footer(Number(model.Layers.Sum(layer => layer.Flops))));
        foreach (var layer in model.Layers)
        {
            table.AddRow(
                new Text(layer.Name), new Text(layer.Kind), new Text(layer.OutputShape), new Text(Number(layer.Parameters)), new Text(Number(layer.Flops)));
        }

        AnsiConsole.Write(table);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
