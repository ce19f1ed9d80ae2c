namespace RnnGen.Samples.Ridership;

/// <summary>What the command line asks for.</summary>
/// <param name="Output">The folder for the model and the plot; it exists.</param>
internal sealed record SampleOptions(string Output)
{
    /// <summary>The exit code for a command line that makes no sense.</summary>
    public const int UsageError = 2;

    private const string Usage = """
        dotnet run -c Release --project samples/01-Ridership [-- --output DIR]

          --output DIR   where to write ridership.safetensors and forecast.png; by default the folder "output" beside the program
        """;

    /// <summary>Reads the command line and makes the folder, before hours of training could be lost; null after a message.</summary>
    public static SampleOptions? Parse(string[] args)
    {
        var output = args switch
        {
            [] => Path.Combine(AppContext.BaseDirectory, "output"),
            ["--output", { Length: > 0 } folder] => Path.GetFullPath(folder),
            _ => null,
        };
        if (output is null)
        {
            Console.Error.WriteLine(Usage);
            return null;
        }

        try
        {
            Directory.CreateDirectory(output);
            return new SampleOptions(output);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot make the folder '{output}': {error.Message}");
            return null;
        }
    }
}
