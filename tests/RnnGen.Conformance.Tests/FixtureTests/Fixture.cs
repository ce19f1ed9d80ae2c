using System.Globalization;
using RnnGen.Serialization;

namespace Conformance.FixtureTests;

/// <summary>
/// One file of reference results: computed by PyTorch's library in double precision from single-precision inputs and parameters, so
/// that the results (<c>f64.*</c>) are exact for the tests of both precisions.
/// </summary>
internal sealed class Fixture(string name)
{
    private readonly SafeTensors _file = SafeTensors.Load(Path.Combine(AppContext.BaseDirectory, "Fixtures", name + ".safetensors"));

    public string Kind => _file.Metadata["kind"];

    public int Input => int.Parse(_file.Metadata["input"], CultureInfo.InvariantCulture);

    public int Hidden => int.Parse(_file.Metadata["hidden"], CultureInfo.InvariantCulture);

    public int Layers => int.Parse(_file.Metadata["layers"], CultureInfo.InvariantCulture);

    public bool Bidirectional => _file.Metadata.TryGetValue("bidirectional", out var value) && value == "true";

    /// <summary>Whether the file holds a tensor.</summary>
    public bool Has(string tensor) => _file.Tensors.Any(t => t.Name == tensor);

    /// <summary>The parameters' names.</summary>
    public IEnumerable<string> Parameters => _file.Tensors.Select(t => t.Name).Where(n => n.StartsWith("param.", StringComparison.Ordinal)).Select(n => n["param.".Length..]);

    /// <summary>The results whose names begin so, without that.</summary>
    public IEnumerable<string> Results(string prefix) => _file.Tensors.Select(t => t.Name).Where(n => n.StartsWith("f64." + prefix, StringComparison.Ordinal)).Select(n => n["f64.".Length..][prefix.Length..]);

    /// <summary>Whole numbers, as the numbers the tests hand around.</summary>
    public float[] Whole(string tensor) => Array.ConvertAll(_file[tensor].ToArray<long>(), value => (float)value);

    /// <summary>Extents of a tensor.</summary>
    public IReadOnlyList<int> Shape(string tensor) => _file[tensor].Shape;

    /// <summary>An input, a parameter, a target or an upstream gradient.</summary>
    public float[] Leaf(string tensor) => _file[tensor].ToArray<float>();

    /// <summary>A result.</summary>
    public double[] Result(string tensor) => _file["f64." + tensor].ToArray<double>();
}
