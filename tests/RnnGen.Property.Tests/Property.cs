using System.Numerics;
using Conformance.Models;
using PropertyTests.Batches;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace PropertyTests;

/// <summary>What holds of every model, in single and in double precision, on batches of random extents.</summary>
public abstract class Property
{
    private const int Batches = 5;

    [Theory]
    [MemberData(nameof(RandomModels.Seeds), MemberType = typeof(RandomModels))]
    public void Holds(int seed) => RandomModels.Check(seed, spec =>
    {
        if (!Concerns(spec)) return;
        CheckAll(spec, Create<float>(seed, spec), seed);
        CheckAll(spec, Create<double>(seed, spec), seed);
    });

    /// <summary>Whether it says anything about such a model.</summary>
    protected virtual bool Concerns(ModelSpec spec) => true;

    /// <summary>Fails where a model has not the property.</summary>
    private protected abstract void Check<T>(Subject<T> subject)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Whether training draws anything.</summary>
    protected static bool Drops(ModelSpec spec) => spec.Layers.Any(l => l switch
    {
        DropoutSpec dropout => dropout.Rate > 0,
        RecurrentSpec recurrent => recurrent is { InputDropout: > 0 } or { RecurrentDropout: > 0 } or { BetweenDropout: > 0 },
        _ => false,
    });

    /// <summary>Whether training sums over rows, so that samples see one another and their order is that of a sum.</summary>
    protected static bool Mixes(ModelSpec spec) => spec.Trainable && Lowering.Run(spec, LoweringMode.Training).Graph.Values.Any(v => v.Op == Op.SumRows);

    private protected static TestModel<T> Create<T>(int seed, ModelSpec spec)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var model = RandomModels.Set(seed).Create<T>(spec.Name, typeof(T) == typeof(float) ? RandomModels.Best : Body.Double);
        Weights.Draw(model, seed);
        return model;
    }

    private void CheckAll<T>(ModelSpec spec, TestModel<T> model, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var number = seed * Batches; number < (seed + 1) * Batches; number++)
        {
            var values = number;
            Extents.Check(number, (count, steps) =>
            {
                var draw = new BatchDraw(spec, model.Table, values);
                Check(new Subject<T>(spec, model, draw, draw.Of(count, steps, Play.Given(model))));
            });
        }
    }
}

/// <summary>A model with a batch for it.</summary>
internal sealed record Subject<T>(ModelSpec Spec, TestModel<T> Model, BatchDraw Draw, Batch Batch)
    where T : unmanaged
{
    /// <summary>How far sums of other order may lie apart.</summary>
    public double Bound => Bounds.Of<T>(Spec, Batch);

    public override string ToString() => $"batch {Batch.Count}, steps {string.Join(" and ", Batch.Steps.Values)}";
}
