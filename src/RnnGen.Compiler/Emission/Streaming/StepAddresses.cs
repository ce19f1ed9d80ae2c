using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Planning;

namespace RnnGen.Compiler.Emission;

/// <summary>How values are reached in one step of one sample: every one begins where its name points.</summary>
/// <param name="plan">Where every value lies.</param>
/// <param name="names">The pointers that the step declares.</param>
/// <param name="registry">The vectors of constants.</param>
/// <param name="real">The C# type of numbers.</param>
internal sealed class StepAddresses(MemoryPlan plan, IReadOnlyDictionary<Value, string> names, KernelRegistry registry, string real) : Addresses(plan, registry, real, shared: false)
{
    public override string Batch => "1";

    public override string Rows(Place place) => "1";

    public override string Pointer(Value value, Place place) => names.TryGetValue(value, out var name) ? name : base.Pointer(value, place);

    public override string Argument(Value value, Place place) =>
        value.Shape.Form == Form.Scalar ? "*" + Pointer(value, place) : base.Argument(value, place);

    public override string Whole(Value value, Place place) => Pointer(value, place);
}
