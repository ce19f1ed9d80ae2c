using PropertyTests.Batches;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Properties;

/// <summary>Predict, Forward, Loss and Backward allocate nothing.</summary>
public class AllocationTests : Property
{
    private const int Calls = 20;

    private protected override void Check<T>(Subject<T> subject)
    {
        var (spec, model, batch) = (subject.Spec, subject.Model, subject.Batch);
        var workspace = model.CreateWorkspace(batch.Count, batch.MaxSteps);
        var tensors = Play.Tensors(model, batch, model.PredictSignature, model.ForwardSignature, model.LossSignature, model.BackwardSignature);
        AssertNothing(() => model.Predict(tensors, batch.Count, workspace));
        if (!spec.Trainable) return;
        var training = model.CreateTrainingWorkspace(batch.Count, batch.MaxSteps);
        AssertNothing(() =>
        {
            model.Forward(tensors, batch.Count, training);
            if (model.HasLoss) model.Loss(tensors, training);
            model.Backward(tensors, training);
        });
    }

    /// <summary>On this thread; the conformance tests measure the whole process. The runtime allocates once for what it meets for the first time.</summary>
    private static void AssertNothing(Action action)
    {
        action();
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++) action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
