namespace RnnGen.Serialization;

/// <summary>The element types this library reads and writes.</summary>
/// <param name="Name">Name in a safetensors header.</param>
/// <param name="Size">Bytes per element.</param>
internal sealed record ElementType(string Name, int Size)
{
    private static readonly ElementType Float32 = new("F32", sizeof(float));
    private static readonly ElementType Float64 = new("F64", sizeof(double));
    private static readonly ElementType Int64 = new("I64", sizeof(long));

    /// <summary>The type of that name, or null.</summary>
    public static ElementType? Find(string name) => name switch
    {
        "F32" => Float32,
        "F64" => Float64,
        "I64" => Int64,
        _ => null,
    };

    /// <summary>The type of a C# type.</summary>
    /// <exception cref="NotSupportedException">It is none of float, double and long, or this machine is big-endian.</exception>
    public static ElementType Of<T>()
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian) throw new NotSupportedException("The files are little-endian and this machine is not.");
        if (typeof(T) == typeof(float)) return Float32;
        if (typeof(T) == typeof(double)) return Float64;
        if (typeof(T) == typeof(long)) return Int64;
        throw new NotSupportedException($"Tensors hold float, double or long, not {typeof(T).Name}.");
    }
}
