using Conformance.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mutation.Judged;
using RnnGen.Compiler;
using RnnGen.Compiler.Spec;

namespace Mutation.Compiling;

/// <summary>
/// What the harness needs to know of every judged model, from the compiler as it is: how its members are called, and the shapes of its
/// tensors. A mutant whose models differ in that cannot be called.
/// </summary>
internal static class Adapters
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);
    private static readonly Lazy<Dictionary<string, SyntaxTree>> Trees = new(Write);
    private static readonly Dictionary<string, Lazy<TensorTable>> Tables = JudgedModels.All.ToDictionary(
        spec => spec.Name, spec => new Lazy<TensorTable>(() => new TensorTable(spec)), StringComparer.Ordinal);

    public static SyntaxTree Of(string model) => Trees.Value[model];

    public static TensorTable TableOf(string model) => Tables[model].Value;

    /// <summary>The models as a compilation.</summary>
    public static CSharpCompilation Compilation(IEnumerable<string> models, IEnumerable<string> files, string assembly) => CSharpCompilation.Create(
        assembly,
        files.Concat(models.Select(m => $"namespace {JudgedModels.Namespace} {{ public partial class {m}; }}")).Select(text => CSharpSyntaxTree.ParseText(text, Parsing)),
        References.Models,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Debug,
            warningLevel: 0,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Annotations,
            concurrentBuild: false));

    private static Dictionary<string, SyntaxTree> Write()
    {
        var names = JudgedModels.All.Select(spec => spec.Name).ToArray();
        var models = Compilation(names, JudgedModels.Generate(names), "Unchanged");
        return names.ToDictionary(
            name => name,
            name => CSharpSyntaxTree.ParseText(AdapterWriter.Write(models.GetTypeByMetadataName($"{JudgedModels.Namespace}.{name}")!), Parsing),
            StringComparer.Ordinal);
    }
}
