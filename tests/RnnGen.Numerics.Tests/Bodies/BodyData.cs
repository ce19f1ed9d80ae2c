using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics.Tests;

/// <summary>
/// The bodies this process can run, as theory data: one that it cannot run is no case at all, and
/// <see cref="InstructionSetsTests"/> names it.
/// </summary>
public static class BodyData
{
    public static readonly IReadOnlyList<(string Name, bool Available, Body Body)> All =
    [
        ("512", InstructionSets.HasVector512, new Vector512Body()),
        ("256", InstructionSets.HasVector256, new Vector256Body()),
        ("128", InstructionSets.HasVector128, new Vector128Body()),
        ("128 fused", Fma.IsSupported || AdvSimd.IsSupported, new Vector128OperationBody<FusedMultiplyAdd>()),
        ("128 unfused", InstructionSets.HasVector128, new Vector128OperationBody<SeparateMultiplyAdd>()),
        ("scalar", true, new ScalarBody()),
    ];

    public static TheoryData<string> Available
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var (name, available, _) in All)
            {
                if (available)
                    data.Add(name);
            }

            return data;
        }
    }

    public static Body Get(string name) => All.Single(entry => entry.Name == name).Body;
}
