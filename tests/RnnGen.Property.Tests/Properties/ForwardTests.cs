using Conformance.Models;
using PropertyTests.Batches;
using RnnGen.Compiler.Spec;

namespace PropertyTests.Properties;

/// <summary>Without dropout, and where samples do not see one another, training's outputs are the bits of a prediction.</summary>
public class ForwardTests : Property
{
    protected override bool Concerns(ModelSpec spec) => spec.Trainable && !Drops(spec) && !Mixes(spec);

    private protected override void Check<T>(Subject<T> subject)
    {
        var trained = Play.Train(subject.Model, subject.Batch);
        foreach (var (name, values) in Play.Predict(subject.Model, subject.Batch)) Agreement.InBits(values, trained[name], $"{subject}, {name}");
    }
}
