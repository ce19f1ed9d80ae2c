using RnnGen.Serialization;
using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Models;

/// <summary>Frozen weights and buffers among the parameters: drawn and saved with them, met by nothing that trains.</summary>
public sealed class UntrainedTensorTests : IDisposable
{
    private static readonly ParameterInfo[] Tensors =
    [
        Blocks.Tensor("dense.weight", 3, 2),
        new("norm.running_mean", [5], new Initializer.Constant(2)) { Trainable = false },
        Blocks.Tensor("norm.weight", 5),
        new("norm.running_var", [5], new Initializer.Constant(1)) { Trainable = false },
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void They_lie_behind_the_trained_ones_in_lines_of_their_own()
    {
        var block = new TensorBlock<float>(Tensors);
        Assert.Equal(Tensors, block.Tensors);
        Assert.Equal(11, block.TrainedLength);
        Assert.Equal(16 + 10, block.Length);
        for (var i = 0; i < block.Length; i++) block.Values[i] = i;
        Assert.Equal([0, 1, 2, 3, 4, 5], block["dense.weight"].ToArray());
        Assert.Equal([6, 7, 8, 9, 10], block["norm.weight"].ToArray());
        Assert.Equal([16, 17, 18, 19, 20], block["norm.running_mean"].ToArray());
        Assert.Equal([21, 22, 23, 24, 25], block["norm.running_var"].ToArray());
    }

    [Fact]
    public void A_block_may_hold_nothing_else()
    {
        var block = new TensorBlock<double>([Tensors[1]]);
        block.Initialize(0);
        Assert.Equal(0, block.TrainedLength);
        Assert.Equal([2, 2, 2, 2, 2], block.Values.ToArray());
    }

    [Fact]
    public void Optimizers_with_decay_leave_them()
    {
        Optimizer[] optimizers = [new Sgd(0.1, 0.9, true, weightDecay: 0.1), new Adam(weightDecay: 0.1), new AdamW()];
        foreach (var optimizer in optimizers)
        {
            var (block, gradients) = (new TensorBlock<float>(Tensors), Gradients());
            block.Initialize(0);
            gradients.Values.Fill(1);
            Assert.Equal(0, Allocations.Of(() => optimizer.Step(block, gradients)));
            Assert.Equal([2, 2, 2, 2, 2], block["norm.running_mean"].ToArray());
            Assert.Equal([1, 1, 1, 1, 1], block["norm.running_var"].ToArray());
            Assert.All(block.Values[..11].ToArray(), value => Assert.True(value < 0));
            Assert.All(block.Values[11..16].ToArray(), value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Gradients_are_those_of_the_trained_ones()
    {
        var gradients = Gradients();
        Assert.Equal(["dense.weight", "norm.weight"], gradients.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(11, gradients.Length);
        gradients.Values.Fill(2);
        Assert.Equal(Math.Sqrt(11 * 4), GradientClipping.Norm(gradients));
    }

    /// <summary>The state of an optimizer is of the trained ones too, and the training goes on from it.</summary>
    [Fact]
    public void Files_hold_them()
    {
        var description = new ModelDescription("Normed", 2, 0, 3, false, [], Tensors, "c0ffee");
        var (saved, loaded, adam, gradients) = (new TensorBlock<float>(Tensors), new TensorBlock<float>(Tensors), new Adam(), Gradients());
        saved.Initialize(0);
        saved["norm.running_mean"].Fill(7);
        gradients.Values.Fill(1);
        adam.Step(saved, gradients);
        ModelFile.Save(_folder["model.safetensors"], description, saved, adam);
        var again = new Adam();
        ModelFile.Load(_folder["model.safetensors"], description, loaded, again);
        Assert.Equal(saved.Values.ToArray(), loaded.Values.ToArray());
        adam.Step(saved, gradients);
        again.Step(loaded, gradients);
        Assert.Equal(saved.Values.ToArray(), loaded.Values.ToArray());
    }

    private static TensorBlock<float> Gradients() => new Memory().Gradients;

    private sealed class Memory() : TrainingWorkspace<float>(1, 1, Tensors)
    {
        public override ReadOnlySpan<float> Outputs => [];

        public override long Bytes => 0;
    }
}
