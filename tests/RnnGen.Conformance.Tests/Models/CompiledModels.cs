using System.Security.Cryptography;
using System.Text;
using RnnGen;
using RnnGen.Compiler;

namespace Conformance.Models;

/// <summary>
/// Assemblies of models in the folder that RNNGEN_COMPILED names, for several runs of the same build: what a declaration compiles to does not depend on
/// the instruction set in force, so that a run which forces another one loads what the first has compiled. Without the variable nothing is kept.
/// </summary>
internal static class CompiledModels
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("RNNGEN_COMPILED") is { Length: > 0 } root ? Path.Combine(root, Build()) : null;

    /// <summary>The models of that name, if they were compiled for these bodies and perhaps for others.</summary>
    public static byte[]? Find(string name, IReadOnlyCollection<Body> bodies)
    {
        if (!Directory.Exists(Folder)) return null;
        return Directory.GetFiles(Folder, name + ".*.dll").FirstOrDefault(file => !bodies.Select(body => body.Name).Except(Path.GetFileName(file).Split('.')).Any()) is { } found
            ? File.ReadAllBytes(found)
            : null;
    }

    /// <summary>Keeps an assembly for runs to come, and hands it back.</summary>
    public static byte[] Keep(string name, IEnumerable<Body> bodies, byte[] image)
    {
        if (Folder is null) return image;
        Directory.CreateDirectory(Folder);
        var draft = Path.Combine(Folder, Path.GetRandomFileName());
        File.WriteAllBytes(draft, image);
        File.Move(draft, Path.Combine(Folder, string.Join('.', [name, .. bodies.Select(body => body.Name), "dll"])), overwrite: true);
        return image;
    }

    /// <summary>Tells builds apart: of the tests with their declarations, the compiler and the runtime.</summary>
    private static string Build()
    {
        var modules = new[] { typeof(CompiledModels), typeof(ModelCompiler), typeof(ModelDescription) }.Select(type => type.Module.ModuleVersionId);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', modules))))[..16];
    }
}
