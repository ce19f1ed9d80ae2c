using Conformance.Models;
using Xunit.Abstractions;

namespace Conformance;

/// <summary>A workspace remembers nothing that shows: after a larger batch or another length, results have the same bits.</summary>
public class ReuseTests(ITestOutputHelper output)
{
    private static readonly (int Batch, int Steps)[] Extents = [(33, 20), (1, 1), (8, 3), (33, 1), (3, 20), (32, 9), (2, 2)];

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void PredictingGivesTheBitsOfAFreshWorkspace(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in new[] { "W2", "Mixed" })
        {
            var model = CommonModels.Set.Single(name, body, seed: 4);
            var workspace = model.CreateWorkspace(33, 20);
            foreach (var (batch, steps) in Extents)
            {
                var inputs = Inputs.Random(model, batch, steps, seed: steps);
                var what = $"{name}, batch {batch}, steps {steps}";
                Agreement.InBits(Runner.Predict(model, inputs), Runner.Predict(model, inputs, workspace), what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void TrainingGivesTheBitsOfAFreshWorkspace(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in new[] { "W2", "Dropping", "Mixed" })
        {
            var model = CommonModels.Set.Single(name, body, seed: 4);
            var workspace = model.CreateTrainingWorkspace(33, 20);
            foreach (var (batch, steps) in Extents)
            {
                var inputs = Inputs.Random(model, batch, steps, seed: steps);
                workspace.Step = 0;
                var what = $"{name}, batch {batch}, steps {steps}";
                Agreement.InBits(Runner.Train(model, inputs), Runner.Train(model, inputs, workspace), what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(BodyCases.Single), MemberType = typeof(BodyCases))]
    public void WhatMemoryHeldBeforeDoesNotShow(string bodyName)
    {
        if (BodyCases.Find(bodyName, output) is not { } body) return;
        foreach (var name in new[] { "W2", "Mixed" })
        {
            var model = CommonModels.Set.Single(name, body, seed: 4);
            var (prediction, training) = (model.CreateWorkspace(5, 7), model.CreateTrainingWorkspace(5, 7));
            var inputs = Inputs.Random(model, 5, 7, seed: 1);
            var nan = new Inputs(5, 7, inputs.Values.ToDictionary(v => v.Key, v => v.Value.Select(_ => float.NaN).ToArray()));
            Runner.Predict(model, nan, prediction);
            Runner.Train(model, nan, training);
            training.Step = 0;
            Agreement.InBits(Runner.Predict(model, inputs), Runner.Predict(model, inputs, prediction), name + ", Predict");
            Agreement.InBits(Runner.Train(model, inputs), Runner.Train(model, inputs, training), name + ", training");
        }
    }
}
