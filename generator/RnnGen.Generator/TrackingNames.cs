namespace RnnGen.Generator;

/// <summary>Names of the pipeline's steps, by which tests ask whether a step was cached.</summary>
internal static class TrackingNames
{
    /// <summary>Attributes to <see cref="Declarations.Declaration"/>, which knows where they stand.</summary>
    public const string Declaration = nameof(Declaration);

    /// <summary>Declaration to <see cref="Compiler.Spec.ModelSpec"/>.</summary>
    public const string Spec = nameof(Spec);

    /// <summary>Spec to generated files.</summary>
    public const string Files = nameof(Files);
}
