using System.Text.Json;

namespace RnnGen.Serialization;

/// <summary>One tensor of a header: the range is that of its shape and type; whether the file has it is not yet checked.</summary>
internal readonly record struct TensorRange(string Name, ElementType Type, int[] Shape, long Begin, long End);

/// <summary>Parses the JSON of a header. Every name may occur once, every value has the one type that belongs there.</summary>
internal ref struct HeaderParser(ReadOnlySpan<byte> json, IDictionary<string, string> metadata)
{
    private Utf8JsonReader _json = new(json, new JsonReaderOptions { MaxDepth = 3 });

    public List<TensorRange> Parse()
    {
        var tensors = new List<TensorRange>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        _json.Read();
        while (NextName(names) is { } name)
        {
            _json.Read();
            Require(JsonTokenType.StartObject, name);
            if (name == SafeTensorsHeader.MetadataName) ParseMetadata();
            else tensors.Add(ParseTensor(name));
        }

        // Reads to the end of the text: anything but white space there is an error.
        _json.Read();
        return tensors;
    }

    private void ParseMetadata()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (NextName(names) is { } name)
        {
            _json.Read();
            Require(JsonTokenType.String, name);
            metadata[name] = _json.GetString()!;
        }
    }

    private TensorRange ParseTensor(string tensor)
    {
        ElementType? type = null;
        long[]? shape = null, offsets = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (NextName(names) is { } name)
        {
            _json.Read();
            switch (name)
            {
                case "dtype":
                    Require(JsonTokenType.String, name);
                    var dtype = _json.GetString()!;
                    type = ElementType.Find(dtype)
                        ?? throw new InvalidDataException($"Tensor '{tensor}' has the type '{dtype}'; F32, F64 and I64 are supported.");
                    break;
                case "shape":
                    shape = ParseNumbers(name);
                    break;
                case "data_offsets":
                    offsets = ParseNumbers(name);
                    break;
                default:
                    throw new InvalidDataException($"Tensor '{tensor}' has the unknown property '{name}'.");
            }
        }

        if (type is null || shape is null || offsets is not [var begin, var end])
        {
            throw new InvalidDataException($"Tensor '{tensor}' needs a dtype, a shape and two data_offsets.");
        }

        // Saturates, so that no product of extents can wrap around to the right length.
        UInt128 length = (uint)type.Size;
        foreach (var extent in shape) length = UInt128.Min(length * (ulong)extent, ulong.MaxValue);
        if (end < begin || (UInt128)(end - begin) != length || shape.Any(extent => extent > int.MaxValue))
        {
            throw new InvalidDataException(
                $"Tensor '{tensor}' of type {type.Name} and shape [{string.Join(", ", shape)}] does not fit bytes {begin} to {end}.");
        }

        return new TensorRange(tensor, type, Array.ConvertAll(shape, extent => (int)extent), begin, end);
    }

    private long[] ParseNumbers(string name)
    {
        Require(JsonTokenType.StartArray, name);
        var numbers = new List<long>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            Require(JsonTokenType.Number, name);
            if (!_json.TryGetInt64(out var number) || number < 0)
            {
                throw new InvalidDataException($"The header has a number in '{name}' that is no whole number from 0.");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>The next property name of the object, or null at its end.</summary>
    private string? NextName(HashSet<string> names)
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.PropertyName) return null;
        var name = _json.GetString()!;
        return names.Add(name) ? name : throw new InvalidDataException($"The header has the name '{name}' twice.");
    }

    private readonly void Require(JsonTokenType type, string name)
    {
        if (_json.TokenType != type) throw new InvalidDataException($"The header has a {_json.TokenType} as '{name}', not a {type}.");
    }
}
