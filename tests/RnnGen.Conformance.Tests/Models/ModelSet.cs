using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Compiler;
using RnnGen.Compiler.Spec;
using RnnGen.TestKit;
using Precision = RnnGen.Compiler.Spec.Precision;
using WeightPrecision = RnnGen.Compiler.Spec.WeightPrecision;

namespace Conformance.Models;

/// <summary>
/// Models compiled together, each for several bodies: one run of the C# compiler for all of them, as strict as the strictest
/// user's. Bodies that this run does not test are left out.
/// </summary>
public sealed class ModelSet
{
    private readonly Assembly _assembly;
    private readonly Dictionary<string, Lazy<TensorTable>> _tables;

    private ModelSet(Assembly assembly, IEnumerable<ModelSpec> specs)
    {
        _assembly = assembly;
        _tables = specs.ToDictionary(spec => spec.Name, spec => new Lazy<TensorTable>(() => new TensorTable(spec)), StringComparer.Ordinal);
    }

    /// <summary>Compiles every model for every body.</summary>
    public static ModelSet Compile(string name, IEnumerable<ModelSpec> specs, params IEnumerable<Body> bodies)
    {
        var list = specs.ToArray();
        Body[] running = [.. bodies.Where(body => body.Runs)];
        var assembly = "Conformance." + name;
        var image = CompiledModels.Find(name, running) ?? CompiledModels.Keep(name, running, CompiledAssembly.Emit(Compilation(assembly, list, running)));
        return new ModelSet(CompiledAssembly.Load(assembly, image), list);
    }

    private static CSharpCompilation Compilation(string assembly, ModelSpec[] specs, Body[] bodies)
    {
        var all = specs.SelectMany(spec => bodies.Select(body => (Spec: For(spec, body), Body: body))).ToArray();
        var files = all.AsParallel().AsOrdered().SelectMany(m => ModelCompiler.Compile(m.Spec, m.Body.Targets)
            .Select(f => (f.HintName, f.Text))
            .Append((FullName(m.Spec) + ".cs", $"namespace {m.Spec.Namespace} {{ public partial class {m.Spec.Name}; }}")))
            .ToArray();
        var options = new GeneratorHostOptions { AssemblyName = assembly, References = [typeof(ModelSet).Assembly] };
        var models = GeneratorHost.Compilation(files, options);
        var adapters = all.Select(m => AdapterWriter.Write(models.GetTypeByMetadataName(FullName(m.Spec))!));
        var parsing = new CSharpParseOptions(options.LanguageVersion);
        return models.AddSyntaxTrees(adapters.Select(text => CSharpSyntaxTree.ParseText(text, parsing)));
    }

    /// <summary>A model's declaration as it is compiled for a body; the reference rounds no weights.</summary>
    private static ModelSpec For(ModelSpec spec, Body body) => spec with
    {
        Namespace = body.Namespace,
        Precision = body.Precision,
        Weights = body.Precision == Precision.Float64 ? WeightPrecision.Exact : spec.Weights,
    };

    /// <summary>A new single-precision model.</summary>
    public TestModel<float> Single(string name, Body body, ulong seed = 0) => Create<float>(name, body, seed);

    /// <summary>A new double-precision model.</summary>
    public TestModel<double> Double(string name, ulong seed = 0) => Create<double>(name, Body.Double, seed);

    /// <summary>A new model of a body with the element type <typeparamref name="T"/>.</summary>
    public TestModel<T> Create<T>(string name, Body body, ulong seed = 0)
        where T : unmanaged
    {
        var type = _assembly.GetType(AdapterWriter.ClassName(body.Namespace, name), throwOnError: true)!;
        var model = (TestModel<T>)Activator.CreateInstance(type, seed)!;
        model.Table = _tables[name].Value;
        return model;
    }

    private static string FullName(ModelSpec spec) => spec.Namespace + "." + spec.Name;
}
