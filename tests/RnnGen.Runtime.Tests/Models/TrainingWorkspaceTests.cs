namespace RnnGen.Runtime.Tests.Models;

/// <summary>When a Forward goes on from the states of the one before.</summary>
public class TrainingWorkspaceTests
{
    [Fact]
    public void States_are_carried_from_one_Forward_to_the_next_until_they_are_reset()
    {
        var workspace = new Workspace(canCarry: true) { CarryState = true };
        Assert.Equal([false, true, true], Begin(workspace, 3));
        workspace.ResetState();
        Assert.Equal([false, true], Begin(workspace, 2));
    }

    [Fact]
    public void Nothing_is_carried_unless_it_is_asked_for()
    {
        var workspace = new Workspace(canCarry: true);
        Assert.Equal([false, false], Begin(workspace, 2));

        // What was computed before was not kept for carrying, and what is carried ends with it.
        workspace.CarryState = true;
        Assert.Equal([false, true], Begin(workspace, 2));
        workspace.CarryState = false;
        workspace.CarryState = true;
        Assert.Equal([false], Begin(workspace, 1));
    }

    [Fact]
    public void The_batch_keeps_its_size_until_the_states_are_reset()
    {
        var workspace = new Workspace(canCarry: true) { CarryState = true };
        workspace.Begin(2, 3);
        Assert.Contains("states are those of 2 samples, the batch has 1", Assert.Throws<ArgumentException>(() => workspace.Begin(1, 3)).Message);
        Assert.Equal((2, 3, 1), (workspace.Batch, workspace.BatchSteps, workspace.Step));
        workspace.ResetState();
        workspace.Begin(1, 3);
        Assert.False(workspace.StartsFromState);
    }

    [Fact]
    public void Models_that_cannot_refuse()
    {
        var workspace = new Workspace(canCarry: false) { CarryState = false };
        Assert.Throws<NotSupportedException>(() => workspace.CarryState = true);
        Assert.False(workspace.CarryState);
    }

    private static bool[] Begin(Workspace workspace, int times) => [.. Enumerable.Range(0, times).Select(_ =>
    {
        workspace.Begin(2, 3);
        return workspace.StartsFromState;
    })];

    private sealed class Workspace(bool canCarry) : TrainingWorkspace<float>(2, 3, [])
    {
        public override ReadOnlySpan<float> Outputs => [];

        public override bool CanCarryState => canCarry;

        public override long Bytes => 0;
    }
}
