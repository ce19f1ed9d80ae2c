using System.Runtime.CompilerServices;

namespace RnnGen.Numerics.Tests;

/// <summary>The constants that bodies of 256 bits read from memory.</summary>
public unsafe class ConstantsTests
{
    /// <summary>In which order they lie, the accuracy of the functions tells; beyond the last there is something else.</summary>
    [Fact]
    public void There_is_a_number_for_every_field() =>
        Assert.Equal(sizeof(float) * VectorMath.ConstantsInOrder.Length, Unsafe.SizeOf<VectorMath.Constants>());

    [Fact]
    public void They_are_read_where_they_lie()
    {
        Assert.Equal(0, VectorMath.OpaqueZero);
        Assert.Equal(VectorMath.ConstantsInOrder, new ReadOnlySpan<float>(VectorMath.Constants.Address(), VectorMath.ConstantsInOrder.Length));
    }
}
