using RnnGen.Aot;
using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Jit.Tests.Budgets;

/// <summary>The program that runs all that is generated for the networks of the benchmarks, over few steps, and prints digests of what they compute.</summary>
internal static class NetworksWorkout
{
    /// <summary>Where the networks are declared.</summary>
    internal const string Namespace = "RnnGen.Benchmarks.Workloads.";

    private const int Steps = 3;

    /// <summary>One sample, and many with a remainder.</summary>
    private static readonly int[] Batches = [1, 37];

    public static void Run()
    {
        Train<int, int>(new W1());
        Train<int, int>(new W1Var());

        var w2 = new W2();
        Train<float, float>(w2);
        var forecast = W2.InitialState();
        Step(w2, (x, y) => w2.Step(ref forecast, x, y));

        Train<int, float>(new W3());

        var characters = new W4Char();
        Train<int, int>(characters);
        var text = W4Char.InitialState();
        Step(characters, (x, y) => characters.Step(ref text, x[0], y));

        var simple = new W4Simple();
        Predict<float>(simple);
        var series = W4Simple.InitialState();
        Step(simple, (x, y) => simple.Step(ref series, x, y));

        var language = new W6();
        Train<int, int>(language);
        var words = W6.InitialState();
        Step(language, (x, y) => language.Step(ref words, x[0], y));

        var lstm = new LstmStream64();
        Predict<float>(lstm);
        var state = LstmStream64.InitialState();
        Step(lstm, (x, y) => lstm.Step(ref state, x, y));

        var gru = new GruStream256();
        Predict<float>(gru);
        var large = GruStream256.InitialState();
        Step(gru, (x, y) => gru.Step(ref large, x, y));
    }

    /// <summary>Every other step may read its weights the other way round.</summary>
    private static void Step<TInput>(IModel<TInput> model, Action<TInput[], float[]> step)
        where TInput : unmanaged
    {
        var y = new float[model.Description.OutputFeatures];
        var x = Inputs(model, batch: 1)[..model.Description.InputFeatures];
        for (var t = 0; t < Steps; t++) step(x, y);
        Print(model, "step", y);
    }

    private static void Predict<TInput>(IModel<TInput> model)
        where TInput : unmanaged
    {
        // Small weights: a unit that saturates says nothing about its sum.
        Report.Fill(model.Parameters.Values);
        foreach (ref var weight in model.Parameters.Values) weight *= 0.1f;
        model.RefreshWeights();
        foreach (var batch in Batches)
        {
            var y = new float[Outputs(model, batch)];
            model.Predict(Inputs(model, batch), Lengths(model, batch), y, batch, model.CreateWorkspace(batch, Steps));
            Print(model, $"prediction of {batch}", y);
        }
    }

    private static void Train<TInput, TTarget>(ITrainableModel<TInput, TTarget> model)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        Predict(model);
        foreach (var batch in Batches)
        {
            var (x, lengths) = (Inputs(model, batch), Lengths(model, batch));
            var target = new TTarget[typeof(TTarget) == typeof(int) ? Outputs(model, batch) / model.Description.OutputFeatures : Outputs(model, batch)];
            model.Evaluate(x, lengths, target, new float[Outputs(model, batch)], batch, model.CreateWorkspace(batch, Steps));
            var workspace = model.CreateTrainingWorkspace(batch, Steps);
            model.Forward(x, lengths, batch, workspace);
            Print(model, $"loss of {batch}", [model.Loss(target, workspace)]);
            model.Backward(workspace);
            Print(model, $"gradients of {batch}", workspace.Gradients.Values);
        }
    }

    private static void Print<TInput>(IModel<TInput> model, string what, ReadOnlySpan<float> values)
        where TInput : unmanaged => Report.Print($"{model.GetType().Name}, {what}", values);

    /// <summary>Numbers, or small numbers of tokens.</summary>
    private static TInput[] Inputs<TInput>(IModel<TInput> model, int batch)
        where TInput : unmanaged
    {
        var x = new TInput[batch * Steps * model.Description.InputFeatures];
        if (x is float[] numbers) Report.Fill(numbers);
        else if (x is int[] tokens) for (var i = 0; i < tokens.Length; i++) tokens[i] = 1 + (i % 60);
        return x;
    }

    private static int[] Lengths<TInput>(IModel<TInput> model, int batch)
        where TInput : unmanaged => model is W1Var ? [.. Enumerable.Repeat(Steps, batch)] : [];

    private static int Outputs<TInput>(IModel<TInput> model, int batch)
        where TInput : unmanaged => batch * (model.Description.OutputIsSequence ? Steps : 1) * model.Description.OutputFeatures;
}
