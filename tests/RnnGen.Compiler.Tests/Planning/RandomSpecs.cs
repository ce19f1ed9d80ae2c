using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Tests.Planning;

/// <summary>Declarations of all kinds, the same for the same seed.</summary>
internal static class RandomSpecs
{
    public static ModelSpec Draw(int seed)
    {
        var random = new Random(seed);
        var sequence = random.Next(8) > 0;
        var layers = new List<LayerSpec>();
        var input = sequence;
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var layer = Layer(random, "layer" + i, sequence);
            if (layer is RecurrentSpec { Return: ReturnKind.Last }) sequence = false;
            layers.Add(layer);
        }

        return new ModelSpec(
            "", "Network", "internal", true, Precision.Float32, new InputSpec(random.Next(1, 40), input ? 6 : 0),
            layers.ToArray(), random.Next(2) == 0 ? LossKind.MeanSquaredError : LossKind.External);
    }

    private static LayerSpec Layer(Random random, string name, bool sequence)
    {
        var units = random.Next(1, 70);
        RecurrentSpec? recurrent = !sequence ? null : random.Next(5) switch
        {
            0 => new GruSpec(name, units),
            1 => new LstmSpec(name, units),
            2 => new RnnSpec(name, units) { Activation = random.Next(2) == 0 ? ActivationKind.Tanh : ActivationKind.Relu },
            _ => null,
        };
        if (recurrent is null)
            return random.Next(4) == 0 ? new DropoutSpec(name, 0.5f) : new DenseSpec(name, units, (ActivationKind)random.Next(4));

        var stacked = random.Next(1, 4);
        return recurrent with
        {
            Return = random.Next(2) == 0 ? ReturnKind.Sequence : ReturnKind.Last,
            Layers = stacked,
            Bidirectional = random.Next(3) == 0,
            InputDropout = random.Next(3) == 0 ? 0.1f : 0,
            BetweenDropout = stacked > 1 && random.Next(2) == 0 ? 0.2f : 0,
            InitialStateInput = random.Next(3) == 0,
            FinalStateOutput = random.Next(3) == 0,
        };
    }
}
