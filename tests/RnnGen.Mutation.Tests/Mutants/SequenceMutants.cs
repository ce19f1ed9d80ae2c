namespace Mutation.Mutants;
internal static class SequenceMutants { public static IEnumerable<Mutant> List => []; }
