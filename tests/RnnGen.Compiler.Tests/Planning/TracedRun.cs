using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Scheduling;

namespace RnnGen.Compiler.Tests.Planning;

/// <summary>
/// Runs the programs of a plan on <see cref="TracedMemory"/>, node by node, chunk by chunk, step by step. Nothing of the planner is
/// asked but where values lie. Of regions that threads may run side by side, any may be ahead of the others.
/// </summary>
internal sealed class TracedRun
{
    private readonly int _steps;
    private readonly int _chunk;
    private readonly MemoryPlan _plan;
    private readonly TracedMemory _memory;

    private TracedRun(MemoryPlan plan, int steps, int chunk) => (_plan, _steps, _chunk, _memory) = (plan, steps, chunk, new TracedMemory(plan, steps, chunk));

    /// <summary>Runs all programs in turn on the same memory.</summary>
    public static void Run(MemoryPlan plan, int steps, int chunk, SideBySideOrder order = SideBySideOrder.InOrder)
    {
        var run = new TracedRun(plan, steps, chunk);
        foreach (var program in plan.Programs)
        {
            var groups = SideBySide.Groups(program);
            foreach (var node in program.Nodes)
            {
                if (node is not RegionNode region) run.Execute(node, 0, [-1]);
                else if (groups.FirstOrDefault(g => g.Contains(region)) is not { } group) run.Together([region]);
                else if (group[0] == region) run.Together(order == SideBySideOrder.Reversed ? [.. group.Reverse()] : group, order == SideBySideOrder.Interleaved);
            }
        }
    }

    /// <summary>Runs regions one after the other, or a node of each in turns.</summary>
    private void Together(IReadOnlyList<RegionNode> regions, bool interleaved = false)
    {
        var running = new LinkedList<IEnumerator<Node>>(regions.Select(r => Region(r).GetEnumerator()));
        while (running.First is { Value: var next })
        {
            running.RemoveFirst();
            if (!next.MoveNext()) continue;
            if (interleaved) running.AddLast(next);
            else running.AddFirst(next);
        }
    }

    /// <summary>A region, node by node: each is handed out when it has run.</summary>
    private IEnumerable<Node> Region(RegionNode region)
    {
        var states = region.Body.OfType<LoopNode>().SelectMany(node => node.Loop.States).ToList();
        foreach (var state in states) _memory.Start(state);
        var chunks = Enumerable.Range(0, (_steps + _chunk - 1) / _chunk).Select(i => i * _chunk);
        foreach (var first in region.Reverse ? chunks.Reverse() : chunks)
        {
            var count = Math.Min(_chunk, _steps - first);
            if (region.Reverse) Carry(states, count);
            foreach (var node in region.Body)
            {
                Execute(node, first, [.. Enumerable.Range(first, count)]);
                yield return node;
            }

            if (!region.Reverse) Carry(states, count);
        }
    }

    private void Carry(List<LoopState> states, int count)
    {
        foreach (var state in states) _memory.Carry(state, count);
    }

    private void Execute(Node node, int first, int[] steps)
    {
        switch (node)
        {
            case LoadNode load:
                Write([load.Input], first, steps);
                break;
            case StoreNode store:
                Read([store.Root.Value], first, steps);
                break;
            case ReductionNode reduction:
                Read([.. reduction.Reads], first, steps);
                Write([.. reduction.Writes], 0, [.. Enumerable.Range(0, _steps)]);
                break;
            case ScalarNode:
                Read(node.Reads, first, steps);
                Write(node.Writes, first, steps);
                break;
            case CallNode { Value: var value }:
                for (var i = 0; i < value.Operands.Count; i++)
                {
                    var whole = value.Op.ReadsWhole(i);
                    Read([value.Operands[i]], whole ? 0 : first, whole ? [.. Enumerable.Range(0, _steps)] : steps);
                }

                Write([value], first, steps);
                break;
            case KernelNode { Kernel: var kernel }:
                foreach (var step in steps)
                {
                    Read(kernel.Inputs, first, [step]);
                    Write(kernel.Outputs, first, [step]);
                    Read(kernel.Outputs, first, [step]);
                }

                break;
            case ProductNode { Group: var group }:
                Product(group, first, steps);
                break;
            case LoopNode { Loop: var loop } body:
                foreach (var step in loop.Reverse ? steps.Reverse() : steps)
                {
                    foreach (var inner in body.Body) Execute(inner, first, [step]);
                }

                break;
            default:
                throw new NotSupportedException(node.ToString());
        }
    }

    /// <summary>
    /// Results come panel by panel, those of a group side by side: a left operand is read again after a part of the results was
    /// written, so that no result may lie there; where an accumulator starts from has been read by then.
    /// </summary>
    private void Product(ProductGroup group, int first, int[] steps)
    {
        Read(group.Lefts, first, steps);
        Read(group.Views.Where(view => view.Addend is not null).Select(view => view.Addend!), first, steps);
        Write(group.Results, first, steps);
        Read(group.Lefts, first, steps);
        Read(group.Results, first, steps);
    }

    private void Read(IEnumerable<Value> values, int first, int[] steps)
    {
        foreach (var value in values.Where(_plan.Holds))
        {
            foreach (var step in steps) _memory.Read(value, first, step);
        }
    }

    private void Write(IEnumerable<Value> values, int first, int[] steps)
    {
        foreach (var value in values)
        {
            foreach (var step in steps) _memory.Write(value, first, step);
        }
    }
}
