using RnnGen.Jit.Tests.Budgets;
using RnnGen.Jit.Tests.Models;
using RnnGen.Numerics;

namespace RnnGen.Jit.Tests;

/// <summary>The program that the tests start: runs what is generated for some models, and says in the last line on which bodies.</summary>
internal static class Workout
{
    /// <summary>So many that every height of tile has its turn: one, two, and many with a remainder.</summary>
    private static readonly int[] Batches = [1, 2, 37];

    private static readonly Random Random = new(1);

    /// <summary>What <see cref="Main"/> can run: all that there is for three models.</summary>
    public const string Everything = "everything";

    /// <summary>What <see cref="Main"/> can run: the networks of the benchmarks.</summary>
    public const string Networks = "networks";

    public static void Main(string[] arguments)
    {
        if (arguments is [Networks]) NetworksWorkout.Run();
        else RunEverything();
        Console.WriteLine(InstructionSets.Active);
    }

    private static void RunEverything()
    {
        var forecaster = new RidershipForecaster();
        Train(forecaster);
        var forecast = RidershipForecaster.InitialState();
        forecaster.Step(ref forecast, Numbers(RidershipForecaster.InputFeatures), new float[RidershipForecaster.OutputFeatures]);

        var tagger = new Tagger();
        Train(tagger);
        var tag = Tagger.InitialState();
        tagger.Step(ref tag, Numbers(Tagger.InputFeatures), new float[Tagger.OutputFeatures]);

        var lstm = new OddLstm();
        Train(lstm);
        var state = OddLstm.InitialState();
        lstm.Step(ref state, Numbers(OddLstm.InputFeatures), new float[OddLstm.OutputFeatures]);
    }

    private static void Train(ITrainableModel model)
    {
        var description = model.Description;
        var steps = description.Steps;
        foreach (var batch in Batches)
        {
            var x = Numbers(batch * steps * description.InputFeatures);
            var y = new float[batch * (description.OutputIsSequence ? steps : 1) * description.OutputFeatures];
            model.Predict(x, y, batch, model.CreateWorkspace(batch, steps));
            model.Evaluate(x, [], y, new float[y.Length], batch, model.CreateWorkspace(batch, steps));

            var training = model.CreateTrainingWorkspace(batch, steps);
            model.Forward(x, batch, training);
            model.Loss(y, training);
            model.Backward(training);
        }
    }

    private static void Train(OddLstm model)
    {
        const int Units = OddLstm.OutputFeatures;
        foreach (var batch in Batches)
        {
            var x = Numbers(batch * OddLstm.Steps * OddLstm.InputFeatures);
            var (h0, c0) = (Numbers(2 * batch * Units), Numbers(2 * batch * Units));
            var (hn, cn) = (new float[h0.Length], new float[c0.Length]);
            model.Predict(x: x, lstm1H0: h0, lstm1C0: c0, y: new float[batch * Units], lstm1Hn: hn, lstm1Cn: cn, batch: batch, workspace: model.CreateWorkspace(batch));

            var training = model.CreateTrainingWorkspace(batch);
            model.Forward(x: x, lstm1H0: h0, lstm1C0: c0, batch: batch, workspace: training);
            model.Backward(
                dY: Numbers(batch * Units), dLstm1Hn: hn, dLstm1Cn: cn,
                dX: new float[x.Length], dLstm1H0: new float[h0.Length], dLstm1C0: new float[c0.Length], workspace: training);
        }
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Random.NextSingle() - 0.5f)];
}
