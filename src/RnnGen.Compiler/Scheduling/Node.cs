using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>One thing that a program does. Nodes are executed in order; regions and loops hold nodes of their own.</summary>
public abstract class Node
{
    /// <summary>The nodes within, in order; empty for all but regions and loops.</summary>
    public virtual IReadOnlyList<Node> Body => [];
}

/// <summary>Brings a tensor of the caller into a plane.</summary>
public sealed class LoadNode(Value input) : Node
{
    public Value Input { get; } = input;
}

/// <summary>Hands a plane to the caller.</summary>
public sealed class StoreNode(Root root) : Node
{
    public Root Root { get; } = root;
}

/// <summary>Draws a dropout mask.</summary>
public sealed class MaskNode(Value mask) : Node
{
    public Value Mask { get; } = mask;
}

/// <summary>Element-wise operations in one pass over their planes.</summary>
public sealed class KernelNode(ElementwiseKernel kernel) : Node
{
    public ElementwiseKernel Kernel { get; } = kernel;
}

/// <summary>Products of the same left operands.</summary>
public sealed class ProductNode(ProductGroup group) : Node
{
    public ProductGroup Group { get; } = group;
}

/// <summary>Adds a sum over rows to the gradients of parameters, at the given places of the block.</summary>
public sealed class GradientNode(Value reduction, IReadOnlyList<int> destinations) : Node
{
    public Value Reduction { get; } = reduction;

    public IReadOnlyList<int> Destinations { get; } = destinations;
}

/// <summary>Adds to the mean of a plane.</summary>
public sealed class MeanNode(Value mean) : Node
{
    public Value Mean { get; } = mean;
}

/// <summary>A loop over time steps.</summary>
public sealed class LoopNode(Loop loop, IReadOnlyList<Node> body) : Node
{
    public Loop Loop { get; } = loop;

    public override IReadOnlyList<Node> Body { get; } = body;
}

/// <summary>
/// Everything that works on sequences in one direction, done for one chunk of steps after the other: what one node writes the
/// next finds in the cache, and values that only the chunk needs take the memory of a chunk.
/// </summary>
public sealed class RegionNode(bool reverse, IReadOnlyList<Node> body) : Node
{
    public bool Reverse { get; } = reverse;

    public override IReadOnlyList<Node> Body { get; } = body;
}

/// <summary>What one method of the generated class does.</summary>
public sealed class Program(string name, IReadOnlyList<Node> nodes)
{
    public string Name { get; } = name;

    public IReadOnlyList<Node> Nodes { get; } = nodes;

    /// <summary>All nodes, those within regions and loops after the node that holds them.</summary>
    public IEnumerable<Node> Flatten() => Flatten(Nodes);

    private static IEnumerable<Node> Flatten(IReadOnlyList<Node> nodes) => nodes.SelectMany(n => Flatten(n.Body).Prepend(n));
}
