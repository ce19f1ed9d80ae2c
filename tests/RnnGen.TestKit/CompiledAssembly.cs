using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.TestKit;

/// <summary>From a compilation in memory to code that runs in this process.</summary>
public static class CompiledAssembly
{
    /// <summary>
    /// Loads the compiled assembly, which shares RnnGen.dll with the caller. It is never unloaded: code in a collectible
    /// context is compiled differently from that of a program.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are errors; the message lists them.</exception>
    public static Assembly Load(CSharpCompilation compilation) => Load(compilation.AssemblyName!, Emit(compilation));

    /// <summary>Loads what <see cref="Emit"/> gave, in this process or in another.</summary>
    public static Assembly Load(string name, byte[] image) => new AssemblyLoadContext(name).LoadFromStream(new MemoryStream(image));

    /// <summary>The compiled assembly, without symbols: nobody has files of what is compiled in memory.</summary>
    /// <exception cref="InvalidOperationException">There are errors; the message lists them.</exception>
    public static byte[] Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success) ThrowOnErrors(emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return image.ToArray();
    }

    internal static void ThrowOnErrors(IEnumerable<Diagnostic> errors)
    {
        var lines = errors.Select(static error => error.ToString()).ToList();
        if (lines.Count > 0) throw new InvalidOperationException("The source does not compile:\n" + string.Join("\n", lines));
    }
}
