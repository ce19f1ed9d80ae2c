using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace RnnGen.Numerics.Tests;

/// <summary>
/// The portable fused multiply-adds run in software where a NativeAOT build's baseline lacks the instruction, 300 times
/// slower, whatever guards stand around them. The runtime must not refer to them.
/// </summary>
public sealed class PortableFusedMultiplyAddTests
{
    [Fact]
    public void Runtime_refers_only_to_those_of_an_instruction_set()
    {
        using var file = File.OpenRead(typeof(VectorMath).Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var owners = metadata.MemberReferences
            .Select(metadata.GetMemberReference)
            .Where(member => metadata.GetString(member.Name) is "FusedMultiplyAdd" or "MultiplyAddEstimate" or "MultiplyAdd")
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => metadata.GetTypeReference((TypeReferenceHandle)member.Parent))
            .Select(type => metadata.GetString(type.Name))
            .Distinct()
            .Order()
            .ToArray();

        Assert.Equal(["AdvSimd", "Avx512F", "Fma"], owners);
    }
}
