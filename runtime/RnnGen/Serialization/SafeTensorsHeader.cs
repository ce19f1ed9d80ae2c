using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace RnnGen.Serialization;

/// <summary>The header of a safetensors file: its length, the JSON, and the checks of one against the other and the data.</summary>
internal static class SafeTensorsHeader
{
    public const string MetadataName = "__metadata__";

    /// <summary>Bytes of the length in front of the JSON.</summary>
    private const int Prefix = sizeof(ulong);

    /// <summary>The format's own bound, which keeps a forged length from costing memory.</summary>
    private const int MaxLength = 100_000_000;

    /// <summary>Reads and checks the header; the tensors returned refer to <paramref name="file"/>.</summary>
    public static List<TensorEntry> Read(byte[] file, IDictionary<string, string> metadata)
    {
        if (file.Length < Prefix) throw new InvalidDataException($"The file has {file.Length} bytes, too few for a header.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > MaxLength || length > (ulong)(file.Length - Prefix))
        {
            throw new InvalidDataException($"The header claims {length} bytes; the file has {file.Length - Prefix} after its length.");
        }

        var json = file.AsSpan(Prefix, (int)length);
        if (json.IsEmpty || json[0] != '{') throw new InvalidDataException("The header does not start with '{'.");
        var data = file.AsMemory(Prefix + (int)length);
        List<TensorRange> ranges;
        try
        {
            ranges = new HeaderParser(json, metadata).Parse();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is what the JSON reader throws for text that is not UTF-8.
            throw new InvalidDataException($"The header is not sound JSON: {error.Message}", error);
        }

        CheckRanges(ranges, data.Length);
        return [.. ranges.Select(range => new TensorEntry(range.Name, range.Type, range.Shape, data[(int)range.Begin..(int)range.End]))];
    }

    /// <summary>Writes prefix and JSON, padded with spaces so that the data starts on a multiple of eight bytes.</summary>
    public static byte[] Write(IReadOnlyList<TensorEntry> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(new byte[Prefix]);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataName);
            foreach (var (key, value) in metadata) json.WriteString(key, value);
            json.WriteEndObject();
            var begin = 0L;
            foreach (var tensor in tensors) begin = WriteTensor(json, tensor, begin);
            json.WriteEndObject();
        }

        while (buffer.WrittenCount % Prefix != 0) buffer.Write(" "u8);
        var header = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - Prefix));
        return header;
    }

    private static long WriteTensor(Utf8JsonWriter json, TensorEntry tensor, long begin)
    {
        var end = begin + tensor.Bytes.Length;
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.ElementTypeName);
        json.WriteStartArray("shape");
        foreach (var extent in tensor.Shape) json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    /// <summary>Every byte of the data belongs to exactly one tensor.</summary>
    private static void CheckRanges(List<TensorRange> ranges, int dataLength)
    {
        var end = 0L;
        foreach (var range in ranges.OrderBy(range => range.Begin).ThenBy(range => range.End))
        {
            if (range.Begin != end)
            {
                var fault = range.Begin < end ? "overlaps the one before it" : "leaves a gap after the one before it";
                throw new InvalidDataException(
                    $"Tensor '{range.Name}' at bytes {range.Begin} to {range.End} {fault}, which ends at {end}.");
            }

            end = range.End;
        }

        if (end != dataLength) throw new InvalidDataException($"The tensors take {end} bytes, the file has {dataLength} for them.");
    }
}
