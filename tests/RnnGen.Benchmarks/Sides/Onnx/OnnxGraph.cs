using System.Globalization;
using System.Runtime.InteropServices;

namespace RnnGen.Benchmarks.Sides.Onnx;

/// <summary>
/// Builds an ONNX model of fixed shapes, node by node. Values are known by their names, which are made here. The numbers
/// are the fields of onnx.proto; the operators are those of opset 17.
/// </summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 8, Opset = 17;

    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, "workload");
    private int _names;

    /// <summary>Declares an input.</summary>
    public string Input<T>(string name, params ReadOnlySpan<long> shape)
    {
        _graph.Message(11, ValueInfo(name, ElementType<T>(), shape));
        return name;
    }

    /// <summary>Declares a value as the output, under the name <c>y</c>.</summary>
    public void Output(string value, params ReadOnlySpan<long> shape) => NamedOutput("y", value, shape);

    /// <summary>Declares a value as an output of that name.</summary>
    public void NamedOutput(string name, string value, params ReadOnlySpan<long> shape)
    {
        AddNode("Identity", [value], [name]);
        _graph.Message(12, ValueInfo(name, ElementType<float>(), shape));
    }

    /// <summary>Adds a constant.</summary>
    public string Constant<T>(ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var name = Fresh();
        var tensor = new ProtobufWriter();
        foreach (var extent in shape) tensor.Integer(1, extent);
        _graph.Message(5, tensor.Integer(2, ElementType<T>()).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values)));
        return name;
    }

    /// <summary>Adds a node with one output and no attributes.</summary>
    public string Node(string op, params ReadOnlySpan<string> inputs) => Node(op, inputs, outputs: 1)[0];

    /// <summary>Adds a node.</summary>
    /// <param name="op">Name of the operator.</param>
    /// <param name="inputs">Its inputs; an empty name is an optional input left out.</param>
    /// <param name="outputs">Number of its outputs.</param>
    /// <param name="attributes">Its attributes: whole numbers, lists of them, or texts.</param>
    /// <returns>The names of its outputs.</returns>
    public string[] Node(string op, ReadOnlySpan<string> inputs, int outputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var names = new string[outputs];
        for (var i = 0; i < outputs; i++) names[i] = Fresh();
        AddNode(op, inputs, names, attributes);
        return names;
    }

    public string Transpose(string x, params long[] permutation) => Node("Transpose", [x], 1, ("perm", permutation))[0];

    public string Reshape(string x, params long[] shape) => Node("Reshape", x, Constant<long>(shape, shape.Length));

    /// <summary>The finished model file.</summary>
    public byte[] ToModel() => new ProtobufWriter()
        .Integer(1, IrVersion)
        .Message(7, _graph)
        .Message(8, new ProtobufWriter().Text(1, "").Integer(2, Opset))
        .Written.ToArray();

    private static int ElementType<T>() => typeof(T) == typeof(float) ? 1
        : typeof(T) == typeof(int) ? 6
        : typeof(T) == typeof(long) ? 7
        : throw new NotSupportedException(typeof(T).Name);

    private static ProtobufWriter ValueInfo(string name, int elementType, ReadOnlySpan<long> shape)
    {
        var extents = new ProtobufWriter();
        foreach (var extent in shape) extents.Message(1, new ProtobufWriter().Integer(1, extent));
        var tensor = new ProtobufWriter().Integer(1, elementType).Message(2, extents);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private static ProtobufWriter Attribute(string name, object value)
    {
        const int type = 20, integer = 2, text = 3, integers = 7;
        var attribute = new ProtobufWriter().Text(1, name);
        switch (value)
        {
            case long i: return attribute.Integer(3, i).Integer(type, integer);
            case string s: return attribute.Text(4, s).Integer(type, text);
            case long[] list:
                foreach (var i in list) attribute.Integer(8, i);
                return attribute.Integer(type, integers);
            default: throw new NotSupportedException(value.GetType().Name);
        }
    }

    private void AddNode(
        string op, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs) node.Text(1, input);
        foreach (var output in outputs) node.Text(2, output);
        node.Text(4, op);
        foreach (var (name, value) in attributes) node.Message(5, Attribute(name, value));
        _graph.Message(1, node);
    }

    private string Fresh() => string.Create(CultureInfo.InvariantCulture, $"v{_names++}");
}
