namespace Mutation.Mutants;
internal static class VariantMutants { public static IEnumerable<Mutant> List => []; }
