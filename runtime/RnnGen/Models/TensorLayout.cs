namespace RnnGen;

/// <summary>Compares the names and shapes of two blocks of tensors.</summary>
internal static class TensorLayout
{
    /// <summary>The first difference in words, or null if both hold the same names and shapes in the same order.</summary>
    public static string? Difference(IReadOnlyList<ParameterInfo> left, IReadOnlyList<ParameterInfo> right)
    {
        if (left.Count != right.Count) return $"{left.Count} tensors against {right.Count}";
        for (var i = 0; i < left.Count; i++)
        {
            var (a, b) = (left[i], right[i]);
            if (ReferenceEquals(a, b)) continue;
            if (a.Name != b.Name) return $"tensor {i} is '{a.Name}' against '{b.Name}'";
            if (!a.Shape.AsSpan().SequenceEqual(b.Shape)) return $"'{a.Name}' is {Text(a.Shape)} against {Text(b.Shape)}";
        }

        return null;
    }

    /// <summary>A shape as people write it: <c>[192, 5]</c>.</summary>
    public static string Text(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";
}
