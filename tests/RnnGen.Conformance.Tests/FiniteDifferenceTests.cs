using Conformance.Models;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace Conformance;

/// <summary>Gradients are the derivatives of what the model computes, by central differences in double precision.</summary>
public class FiniteDifferenceTests
{
    private static readonly ModelSpec[] Stacks = [.. Enumerable.Range(0, 20).Select(i => RandomStack(i))];

    /// <summary>So small that long sequences and large batches can be differentiated too.</summary>
    private static readonly ModelSpec Tiny = Specs.Sequence(
        "Tiny",
        1,
        LossKind.External,
        new LstmSpec("lstm1", 2) { Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true },
        new GruSpec("gru1", 2) { Return = ReturnKind.Sequence, InitialStateInput = true, FinalStateOutput = true });

    private static readonly Lazy<ModelSet> Models = new(() => ModelSet.Compile("FiniteDifferences", [.. Stacks, Tiny], Body.Double));

    /// <summary>The seed is one with which no sum comes within h of a point where an activation's slope bends.</summary>
    [Fact]
    public void OfTwentyRandomModels()
    {
        foreach (var spec in Stacks) Derivatives.Check(Models.Value.Double(spec.Name, seed: 14), batch: 2, steps: 4);
    }

    /// <summary>Of several chunks of 256 rows each: a border after 85 steps, after every second one, after every one.</summary>
    [Theory]
    [InlineData(3, 90)]
    [InlineData(100, 5)]
    [InlineData(257, 2)]
    public void AcrossChunks(int batch, int steps) => Derivatives.Check(Models.Value.Double("Tiny", seed: 13), batch, steps);

    /// <summary>With the same seed and step the masks are the same, so that the loss is a function of the weights again.</summary>
    [Fact]
    public void OfAModelWithDropout() => Derivatives.Check(CommonModels.Set.Double("Dropping", seed: 12), batch: 3, steps: 4);

    [Fact]
    public void OfAModelWithDropoutBetweenItsCells() => Derivatives.Check(CommonModels.Set.Double("Mixed", seed: 12), batch: 2, steps: 3);

    /// <summary>
    /// One to three recurrent layers of one or two cells each, dense layers between and after them, dropout at rate 0 anywhere, with
    /// a loss or with gradients from outside.
    /// </summary>
    private static ModelSpec RandomStack(int index)
    {
        var random = new Random(100 + index);
        var layers = new List<LayerSpec>();
        var recurrent = random.Next(1, 4);
        for (var i = 1; i <= recurrent; i++)
        {
            if (random.Next(4) == 0) layers.Add(new DropoutSpec($"dropout{i}", 0));
            if (random.Next(4) == 0) layers.Add(Dense($"before{i}", random));
            var states = random.Next(2) == 0;
            layers.Add(Specs.Recurrent(Specs.Kinds[random.Next(Specs.Kinds.Count)], $"rnn{i}", random.Next(1, 7)) with
            {
                Layers = random.Next(1, 3),
                Return = i < recurrent || random.Next(2) == 0 ? ReturnKind.Sequence : ReturnKind.Last,
                InitialStateInput = states,
                FinalStateOutput = states,
            });
        }

        layers.Add(Dense("after", random));
        if (random.Next(2) == 0) layers.Add(new DropoutSpec("dropout", 0));

        // A model with a loss can have final states, but nothing gives gradients to them.
        var loss = index % 2 == 0 ? LossKind.MeanSquaredError : LossKind.External;
        return Specs.Sequence($"Stack{index}", random.Next(1, 5), loss, [.. layers]);
    }

    private static DenseSpec Dense(string name, Random random) =>
        new(name, random.Next(1, 6), (ActivationKind)random.Next(Enum.GetValues<ActivationKind>().Length));
}
