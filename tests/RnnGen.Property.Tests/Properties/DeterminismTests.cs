using Conformance.Models;
using PropertyTests.Batches;

namespace PropertyTests.Properties;

/// <summary>The same seed gives the same model and the same bits, in a workspace that was used before, too.</summary>
public class DeterminismTests : Property
{
    private protected override void Check<T>(Subject<T> subject)
    {
        var (spec, model, batch) = (subject.Spec, subject.Model, subject.Batch);
        var (first, second) = (New(), New());
        Assert.Equal(first.Parameters.Values.ToArray(), second.Parameters.Values.ToArray());
        var other = subject.Draw.Of(batch.Count, batch.MaxSteps, Play.Given(model));
        var steps = Math.Max(batch.MaxSteps, other.MaxSteps);
        var workspace = model.CreateWorkspace(batch.Count, steps);
        var expected = Play.Predict(model, batch);
        Play.Predict(model, other, workspace);
        Agreement.InBits(expected, Play.Predict(model, batch, workspace), $"{subject}, Predict");
        if (!spec.Trainable) return;

        // Masks depend on the step, which every Backward counts.
        var training = model.CreateTrainingWorkspace(batch.Count, steps);
        Play.Train(model, other, training);
        training.Step = 0;
        Agreement.InBits(Play.Train(model, batch), Play.Train(model, batch, training), $"{subject}, training");

        TestModel<T> New() => (TestModel<T>)Activator.CreateInstance(model.GetType(), 7UL)!;
    }
}
