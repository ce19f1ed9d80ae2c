using System.Buffers.Binary;
using System.Text;
using RnnGen.Serialization;

namespace RnnGen.Runtime.Tests.Serialization;

public class SafeTensorsTests
{
    [Fact]
    public void A_file_of_another_writer_is_read()
    {
        // Written by the program that made the reference data, not by this library.
        var file = SafeTensors.Load(Path.Combine(AppContext.BaseDirectory, "Fixtures", "optimizers.safetensors"));
        Assert.Equal("0.05", file.Metadata["lr"]);
        Assert.Equal([5, 12], file["up.gradients"].Shape);
        Assert.Equal("F64", file["f64.out.adam"].ElementTypeName);
        Assert.Equal(0.5180060863494873f, file["param.w"].ToArray<float>()[0]);
    }

    [Fact]
    public void What_is_saved_is_loaded()
    {
        using var folder = new TemporaryFolder();
        var saved = Sample();
        saved.Save(folder["a.safetensors"]);
        var loaded = SafeTensors.Load(folder["a.safetensors"]);
        Assert.Equal(saved.Metadata, loaded.Metadata);
        Assert.Equal(saved.Tensors.Select(t => t.Name).Order(), loaded.Tensors.Select(t => t.Name).Order());
        Assert.Equal([1, float.NaN, -0f], loaded["floats"].ToArray<float>());
        Assert.Equal([3, 1], loaded["floats"].Shape);
        Assert.Equal([Math.PI], loaded["größe \"x\""].ToArray<double>());
        Assert.Empty(loaded["größe \"x\""].Shape);
        Assert.Equal([long.MinValue, 7], loaded["longs"].ToArray<long>());
        Assert.Equal(0, loaded["nothing"].Length);
        Assert.Equal([4, 0], loaded["nothing"].Shape);
        Assert.Equal(["a.safetensors"], folder.Names);
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var folder = new TemporaryFolder();
        var tensors = new SafeTensors();
        tensors.Metadata["z"] = "1";
        tensors.Metadata["a"] = "2";
        tensors.Add<float>("f", [1], [1]);
        tensors.Add<double>("d", [1], [1]);
        tensors.Save(folder["a"]);
        var bytes = File.ReadAllBytes(folder["a"]);
        const string Header = """
            {"__metadata__":{"a":"2","z":"1"},
            "d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},
            "f":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}
            """;
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal(Header.ReplaceLineEndings(""), Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0x80, 0x3F], bytes[(8 + length)..]);
    }

    [Fact]
    public void Wrong_types_lengths_and_names_are_refused()
    {
        var tensors = Sample();
        Assert.Contains("holds F32, not F64", Assert.Throws<InvalidDataException>(() => tensors["floats"].ToArray<double>()).Message);
        Assert.Throws<ArgumentException>(() => tensors["floats"].CopyTo<float>(new float[4]));
        Assert.Throws<InvalidDataException>(() => tensors["unknown"]);
        Assert.Throws<ArgumentException>(() => tensors.Add<float>("floats", [1], [1]));
        Assert.Throws<ArgumentException>(() => tensors.Add<float>("__metadata__", [1], [1]));
        Assert.Throws<ArgumentException>(() => tensors.Add<float>("new", [2], [1]));
        Assert.Throws<NotSupportedException>(() => tensors.Add<int>("new", [1], [1]));
    }

    [Fact]
    public void Every_truncation_is_noticed()
    {
        var bytes = Bytes(Sample());
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => SafeTensors.Parse(bytes[..length]));
        }

        Assert.Throws<InvalidDataException>(() => SafeTensors.Parse([.. bytes, 0]));
        Assert.Equal(4, SafeTensors.Parse(bytes).Tensors.Count);
    }

    [Fact]
    public void A_changed_header_is_read_or_refused_but_never_crashes()
    {
        var bytes = Bytes(Sample());
        var end = 8 + BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var refused = 0;
        for (var i = 0; i < end; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[i] ^= (byte)(1 << bit);
                try
                {
                    // What is read has been checked: every tensor can be copied.
                    foreach (var tensor in SafeTensors.Parse(bytes).Tensors)
                    {
                        Assert.Equal(tensor.Shape.Aggregate(1, (a, b) => a * b), tensor.Length);
                    }
                }
                catch (InvalidDataException)
                {
                    refused++;
                }

                bytes[i] ^= (byte)(1 << bit);
            }
        }

        Assert.InRange(refused, 1, end * 8);
    }

    [Theory]
    [InlineData("""{"a":1}""", "not a StartObject")]
    [InlineData("""["a"]""", "does not start with '{'")]
    [InlineData(""" {}""", "does not start with '{'")]
    [InlineData("""{} x""", "not sound JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", "not sound JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", "not sound JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},}""", "not sound JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "not sound JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{}}""", "'a' twice")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "'dtype' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "'__metadata__' twice")]
    [InlineData("""{"__metadata__":{"a":"","a":""}}""", "'a' twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", "not a String")]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", "'F16'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "needs a dtype")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "needs a dtype")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", "needs a dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}""", "two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":0}}""", "unknown property 'x'")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", "not a StartArray")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "not a Number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,4]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387905],"data_offsets":[0,4]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,0],"data_offsets":[0,0]}}""", "does not fit")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "leaves a gap")]
    [InlineData("""{"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"":{"dtype":"F32","shape":[],"data_offsets":[4,8]}}""", "overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "take 8 bytes, the file has 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[536870912],"data_offsets":[0,2147483648]}}""", "take 2147483648 bytes")]
    [InlineData("""{}""", "take 0 bytes, the file has 4")]
    public void Unsound_headers_are_refused(string header, string fault)
    {
        var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Parse(Compose(header, dataBytes: 4)));
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        var bytes = Compose("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", dataBytes: 4);
        bytes[10] = 0xFF;
        Assert.Throws<InvalidDataException>(() => SafeTensors.Parse(bytes));
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(100_000_001)]
    [InlineData(1000)]
    [InlineData(0)]
    public void Forged_header_lengths_are_refused(ulong length)
    {
        var bytes = Compose("{}", dataBytes: 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Assert.Throws<InvalidDataException>(() => SafeTensors.Parse(bytes));
    }

    private static SafeTensors Sample()
    {
        var tensors = new SafeTensors();
        tensors.Metadata["note"] = "ä\n\"";
        tensors.Add<float>("floats", [3, 1], [1, float.NaN, -0f]);
        tensors.Add<double>("größe \"x\"", [], [Math.PI]);
        tensors.Add<long>("longs", [2], [long.MinValue, 7]);
        tensors.Add<float>("nothing", [4, 0], []);
        return tensors;
    }

    private static byte[] Bytes(SafeTensors tensors)
    {
        using var folder = new TemporaryFolder();
        tensors.Save(folder["a"]);
        return File.ReadAllBytes(folder["a"]);
    }

    private static byte[] Compose(string header, int dataBytes)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        return bytes;
    }
}
