using System.Reflection;
using System.Runtime.Loader;
using Conformance.Models;
using Microsoft.CodeAnalysis;
using Mutation.Judged;
using Mutation.Mutants;

namespace Mutation.Compiling;

/// <summary>The models that a mutated compiler makes, loaded into a context that is given up with the mutant.</summary>
internal sealed class MutatedModels : IDisposable
{
    private readonly AssemblyLoadContext _context = new("mutant", isCollectible: true);
    private readonly Func<string[], string[]> _generate;
    private readonly Dictionary<string, Assembly> _assemblies = new(StringComparer.Ordinal);

    public MutatedModels(Mutant? mutant)
    {
        using var compiler = new MemoryStream(CompilerSources.Compile(mutant));
        using var judged = new MemoryStream(CompilerSources.Judged);
        _context.LoadFromStream(compiler);
        _generate = _context.LoadFromStream(judged).GetType(typeof(JudgedModels).FullName!)!.GetMethod(nameof(JudgedModels.Generate))!.CreateDelegate<Func<string[], string[]>>();
    }

    /// <summary>Makes several models at once: one run of the C# compiler.</summary>
    /// <exception cref="NoModelException">The mutated compiler throws, or what it writes is no C#.</exception>
    public void Prepare(IEnumerable<string> models)
    {
        string[] missing = [.. models.Where(m => !_assemblies.ContainsKey(m)).Distinct()];
        if (missing.Length == 0) return;
        string[] files;
        try
        {
            files = _generate(missing);
        }
        catch (Exception error)
        {
            throw new NoModelException("the compiler itself", $"{error.GetType().Name}: {error.Message}");
        }

        using var image = new MemoryStream();
        var emitted = Adapters.Compilation(missing, files, "Models" + _assemblies.Count).AddSyntaxTrees(missing.Select(Adapters.Of)).Emit(image);
        if (!emitted.Success)
        {
            var error = emitted.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            throw new NoModelException("the C# compiler", $"{error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)} in: {Line(error.Location)}");
        }

        image.Position = 0;
        var assembly = _context.LoadFromStream(image);
        foreach (var model in missing) _assemblies.Add(model, assembly);
    }

    /// <summary>A new model with parameters drawn from a seed.</summary>
    public TestModel<double> Create(string name, ulong seed = 1) => Create<double>(name, seed);

    /// <inheritdoc cref="Create(string, ulong)"/>
    public TestModel<T> Create<T>(string name, ulong seed = 1)
        where T : unmanaged
    {
        Prepare([name]);
        var type = _assemblies[name].GetType(AdapterWriter.ClassName(JudgedModels.Namespace, name), throwOnError: true)!;
        var model = (TestModel<T>)Activator.CreateInstance(type, seed)!;
        model.Table = Adapters.TableOf(name);
        return model;
    }

    private static string Line(Location location) => location.SourceTree?.GetText().Lines.GetLineFromPosition(location.SourceSpan.Start).ToString().Trim() ?? "";

    public void Dispose() => _context.Unload();
}

/// <summary>There is no model to be judged.</summary>
internal sealed class NoModelException(string stage, string message) : Exception(message)
{
    public string Stage { get; } = stage;
}
