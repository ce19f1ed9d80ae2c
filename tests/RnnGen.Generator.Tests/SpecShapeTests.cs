using System.Reflection;
using RnnGen.Compiler;
using RnnGen.Compiler.Spec;

namespace RnnGen.Generator.Tests;

/// <summary>A value in the incremental pipeline must compare by value and keep no compilation alive.</summary>
public class SpecShapeTests
{
    public static TheoryData<Type> PipelineTypes => [.. Reachable([typeof(ModelSpec), typeof(CompiledModel)]).OrderBy(type => type.ToString(), StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(PipelineTypes))]
    public void Is_not_of_Roslyn(Type type) =>
        Assert.DoesNotContain("Microsoft.CodeAnalysis", type.Assembly.GetName().Name!);

    [Theory]
    [MemberData(nameof(PipelineTypes))]
    public void Compares_by_value(Type type) => Assert.True(HasValueEquality(type), $"{type} compares by reference.");

    [Fact]
    public void Layers_are_among_them()
    {
        // Every layer of the language, or the two theories above would see only the abstract base.
        var specs = typeof(LayerSpec).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LayerSpec))).ToList();
        Assert.True(specs.Count >= 5);
        Assert.Subset(Reachable([typeof(ModelSpec)]), specs.ToHashSet());
    }

    [Fact]
    public void The_check_finds_a_type_without_value_equality()
    {
        Assert.False(HasValueEquality(typeof(List<int>)));
        Assert.False(HasValueEquality(typeof(int[])));
        Assert.False(HasValueEquality(typeof(IReadOnlyList<string>)));
    }

    private static bool HasValueEquality(Type type) =>
        type.IsEnum || typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type);

    /// <summary>The types of all fields, however deep, of arguments of generic types and of derived records.</summary>
    private static HashSet<Type> Reachable(IEnumerable<Type> roots)
    {
        var found = new HashSet<Type>();
        var open = new Stack<Type>(roots);
        while (open.TryPop(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (!found.Add(type)) continue;
            if (type.IsGenericType)
            {
                foreach (var argument in type.GetGenericArguments()) open.Push(argument);
            }

            if (type.Assembly != typeof(ModelSpec).Assembly) continue;
            foreach (var derived in type.Assembly.GetTypes().Where(candidate => candidate.IsSubclassOf(type))) open.Push(derived);

            // What an EquatableArray keeps inside is its own affair; its element is what counts.
            if (type.IsEnum || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))) continue;
            for (var part = type; part is not null && part != typeof(object); part = part.BaseType)
            {
                foreach (var field in part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    open.Push(field.FieldType);
            }
        }

        return found;
    }
}
