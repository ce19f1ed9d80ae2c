using RnnGen.Compiler.Ir;

namespace RnnGen.Compiler.Scheduling;

/// <summary>The rows of a sequence that a node passes over.</summary>
public enum RowChoice
{
    /// <summary>Those of all samples at all steps.</summary>
    All,

    /// <summary>Those of the steps within the samples' lengths; all planes are compact.</summary>
    Counting,

    /// <summary>The same, one step after the other.</summary>
    CountingByStep,
}

/// <summary>One thing that a program does. Nodes are executed in order; regions and loops hold nodes of their own.</summary>
public abstract class Node
{
    /// <summary>The nodes within, in order; empty for all but regions and loops.</summary>
    public virtual IReadOnlyList<Node> Body => [];

    /// <summary>The values that it reads, without those of the nodes within.</summary>
    public virtual IEnumerable<Value> Reads => [];

    /// <summary>The values that it writes, without those of the nodes within.</summary>
    public virtual IEnumerable<Value> Writes => [];

    /// <summary>The rows that it passes over: <see cref="CompactRows"/> chooses.</summary>
    public RowChoice Rows { get; internal set; }
}

/// <summary>Brings a tensor of the caller into a plane.</summary>
public sealed class LoadNode(Value input) : Node
{
    public Value Input { get; } = input;

    public override IEnumerable<Value> Writes => [Input];
}

/// <summary>Hands a plane to the caller.</summary>
public sealed class StoreNode(Root root) : Node
{
    public Root Root { get; } = root;

    public override IEnumerable<Value> Reads => [Root.Value];
}

/// <summary>Writes what a tensor of the model that is not trained is from now on.</summary>
public sealed class UpdateNode(Root root) : Node
{
    public Root Root { get; } = root;

    public override IEnumerable<Value> Reads => [Root.Value];
}

/// <summary>One operation by one call: dropout and other masks, look-ups, sums over columns, columns put together, attention's sums.</summary>
public sealed class CallNode(Value value) : Node
{
    public Value Value { get; } = value;

    public override IEnumerable<Value> Reads => Value.Operands;

    public override IEnumerable<Value> Writes => [Value];
}

/// <summary>Element-wise operations in one pass over their planes.</summary>
public sealed class KernelNode(ElementwiseKernel kernel) : Node
{
    public ElementwiseKernel Kernel { get; } = kernel;

    public override IEnumerable<Value> Reads => Kernel.Inputs;

    public override IEnumerable<Value> Writes => Kernel.Outputs;
}

/// <summary>Arithmetic on single numbers.</summary>
public sealed class ScalarNode(Value value) : Node
{
    public Value Value { get; } = value;

    public override IEnumerable<Value> Reads => Value.Operands;

    public override IEnumerable<Value> Writes => [Value];
}

/// <summary>Products of the same left operands.</summary>
public sealed class ProductNode(ProductGroup group) : Node
{
    public ProductGroup Group { get; } = group;

    public override IEnumerable<Value> Reads => Group.Results.SelectMany(r => r.Operands);

    public override IEnumerable<Value> Writes => Group.Results;
}

/// <summary>Adds up over rows: one sum, or several of one operand.</summary>
public sealed class ReductionNode(IReadOnlyList<RowSum> sums) : Node
{
    public IReadOnlyList<RowSum> Sums { get; } = sums;

    /// <summary>That of all the sums.</summary>
    public Op Op => Sums[0].Value.Op;

    public IEnumerable<ParameterAttribute> Gradients => Sums.SelectMany(s => s.Gradients);

    public IEnumerable<GradientPart> Parts => Sums.SelectMany(s => s.Parts);

    public override IEnumerable<Value> Reads => Sums.SelectMany(s => s.Value.Operands).Distinct();

    public override IEnumerable<Value> Writes => Sums.Where(s => s.IsRead).Select(s => s.Value);
}

/// <summary>A loop over time steps.</summary>
public sealed class LoopNode(Loop loop, IReadOnlyList<Node> body) : Node
{
    public Loop Loop { get; } = loop;

    public override IReadOnlyList<Node> Body { get; } = body;

    public override IEnumerable<Value> Reads => Loop.States.Where(s => s.Initial is not null).Select(s => s.Initial!);

    /// <summary>The states: each step leaves them.</summary>
    public override IEnumerable<Value> Writes => Loop.States.Select(s => s.Next);
}

/// <summary>
/// Everything that works on sequences of one axis in one direction, done for one chunk of steps after the other: what one node
/// writes the next finds in the cache, and values that only the chunk needs take the memory of a chunk.
/// </summary>
public sealed class RegionNode(Axis axis, bool reverse, IReadOnlyList<Node> body) : Node
{
    public Axis Axis { get; } = axis;

    public bool Reverse { get; } = reverse;

    public override IReadOnlyList<Node> Body { get; } = body;
}

/// <summary>What one method of the generated class does.</summary>
public sealed class Program(string name, IReadOnlyList<Node> nodes, Value? result = null)
{
    /// <summary>The number that the method returns.</summary>
    public Value? Result { get; } = result;

    public string Name { get; } = name;

    public IReadOnlyList<Node> Nodes { get; } = nodes;

    /// <summary>All nodes, those within regions and loops after the node that holds them.</summary>
    public IEnumerable<Node> Flatten() => Flatten(Nodes);

    private static IEnumerable<Node> Flatten(IReadOnlyList<Node> nodes) => nodes.SelectMany(n => Flatten(n.Body).Prepend(n));
}
