using Xunit.Abstractions;

namespace Conformance.Models;

/// <summary>The bodies as cases of a theory.</summary>
public static class BodyCases
{
    public static TheoryData<string> Single => [.. Body.Single.Select(body => body.Name)];

    public static TheoryData<string> All => [.. Body.All.Select(body => body.Name)];

    /// <summary>The bodies that this run tests.</summary>
    public static IEnumerable<Body> Running => Body.All.Where(body => body.Runs);

    /// <summary>The body of a case, or null, which is said in the output, where this run does not test it.</summary>
    public static Body? Find(string name, ITestOutputHelper output)
    {
        var body = Body.Of(name);
        if (body.Runs) return body;
        output.WriteLine(body.IsAvailable ? $"Not run: this run is about {Body.Active}." : $"Not run: this process has no instructions for the body {name}.");
        return null;
    }
}
