using RnnGen.Compiler.Spec;

namespace RnnGen.Generator.Declarations;

/// <summary>How the losses of all rows become one number; the spec has a flag.</summary>
internal enum ReductionKind
{
    Mean,
    Sum,
}

/// <summary>[Loss] to <see cref="LossSpec"/>.</summary>
internal static class LossReader
{
    public static LossSpec Read(DeclaredAttribute loss) => new(loss.GetEnum("kind", LossKind.External))
    {
        Of = loss.Get<string?>("Of", null),
        Weight = loss.Get("Weight", 1.0),
        Mean = loss.GetEnum("Reduction", ReductionKind.Mean) == ReductionKind.Mean,
        Delta = loss.Get("Delta", 1.0),
        PositiveWeight = loss.Get("PositiveWeight", 1.0),
        LabelSmoothing = loss.Get("LabelSmoothing", 0.0),
        IgnoreIndex = loss.Has("IgnoreIndex") ? loss.Get("IgnoreIndex", 0) : null,
        ClassWeights = loss.GetArray<double>("ClassWeights"),
    };
}
