namespace Mutation.Mutants;

/// <summary>What could be wrong in batch normalisation and in what becomes of its running values.</summary>
internal static class NormMutants
{
    private const string BatchNorm = "Layers/BatchNormSpec.cs", ByLoops = "batch norm by loops", KerasByLoops = "batch norm of Keras by loops";

    public static IEnumerable<Mutant> List =>
    [
        new("batch norm: running variance", BatchNorm, "KeepsOld ? variance : unbiased", "KeepsOld ? unbiased : variance", "PyTorch's is the unbiased one", ByLoops),
        new("batch norm: running variance of Keras", BatchNorm, "KeepsOld ? variance : unbiased", "unbiased", "Keras' is the biased one", KerasByLoops),
        new("batch norm: variance", BatchNorm, "return (mean, variance);", "return (mean, unbiased);", "the batch is normalised by the biased one", ByLoops),
        new("batch norm: momentum", BatchNorm, "KeepsOld ? 1 - MomentumInForce : MomentumInForce", "KeepsOld ? MomentumInForce : 1 - MomentumInForce", "momentum is what is new, Keras' what is old", ByLoops),
        new("batch norm: forgetting", BatchNorm, "running + (rate * (batch - running))", "running + (rate * batch)", "running values are averages", ByLoops),
        new("batch norm: prediction", BatchNorm, "layer.Training && Trainable", "Trainable", "predictions take the running values", ByLoops),
        new("batch norm: training", BatchNorm, "layer.Training && Trainable", "!layer.Training && Trainable", "training takes the batch", KerasByLoops),
        new("batch norm: mask", BatchNorm, "mask is null ? rows : rows * mask", "rows", "padding is no part of a mean", ByLoops),
        new("batch norm: count", BatchNorm, ": graph.Sum(mask);", ": graph.Mean(mask);", "a mean is divided by what counts", ByLoops),
        new("batch norm: running mean", BatchNorm, "Follow(runningMean, mean,", "Follow(runningVariance, mean,", "each buffer follows its own statistic", KerasByLoops),
        new("scheduler: buffers", "Scheduling/Scheduler.cs", "stores.Where(s => s.Kind == RootKind.Buffer)", "stores.Where(s => s.Kind == RootKind.Loss)", "running values are written", ByLoops),
    ];
}
