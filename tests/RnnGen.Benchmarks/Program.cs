using System.Globalization;
using RnnGen.Benchmarks.Commands;
using RnnGen.Benchmarks.Measuring;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    switch (args)
    {
        case ["compare", .. var rest]:
            return CompareCommand.Run(rest);
        case ["cell", .. var rest]:
            CellCommand.Run(rest);
            break;
        case ["limits", .. var rest]:
            LimitsCommand.Run(rest);
            break;
        case ["activations", .. var rest]:
            ActivationsCommand.Run(rest);
            break;
        case ["growth", .. var rest]:
            GrowthCommand.Run(rest);
            break;
        case ["first", .. var rest]:
            FirstCallCommand.Run(rest);
            break;
        case ["bdn", .. var rest]:
            BenchmarkDotNetCommand.Run(rest);
            break;
        case ["--help" or "-h"]:
            Help.Print();
            break;
        default:
            Help.Print();
            return 2;
    }

    return 0;
}
catch (Exception e) when (e is DisagreementException or UsageException)
{
    Console.Error.WriteLine(e.Message);
    return e is UsageException ? 2 : 1;
}
