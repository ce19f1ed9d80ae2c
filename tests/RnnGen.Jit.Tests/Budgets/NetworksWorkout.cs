using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Jit.Tests.Budgets;

/// <summary>The program that runs all that is generated for the networks of the benchmarks, over few steps: what counts is what the JIT makes of it.</summary>
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
        w2.Step(ref forecast, new float[W2.InputFeatures], new float[W2.OutputFeatures]);

        Train<int, float>(new W3());

        var characters = new W4Char();
        Train<int, int>(characters);
        var text = W4Char.InitialState();
        characters.Step(ref text, 0, new float[W4Char.OutputFeatures]);

        var simple = new W4Simple();
        Predict<float>(simple);
        var series = W4Simple.InitialState();
        simple.Step(ref series, new float[W4Simple.InputFeatures], new float[W4Simple.OutputFeatures]);

        var language = new W6();
        Train<int, int>(language);
        var words = W6.InitialState();
        language.Step(ref words, 0, new float[W6.OutputFeatures]);

        var lstm = new LstmStream64();
        Predict<float>(lstm);
        var state = LstmStream64.InitialState();
        lstm.Step(ref state, new float[1], new float[1]);

        var gru = new GruStream256();
        Predict<float>(gru);
        var large = GruStream256.InitialState();
        gru.Step(ref large, new float[1], new float[1]);
    }

    private static void Predict<TInput>(IModel<TInput> model)
        where TInput : unmanaged
    {
        foreach (var batch in Batches) model.Predict(Inputs(model, batch), Lengths(model, batch), new float[Outputs(model, batch)], batch, model.CreateWorkspace(batch, Steps));
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
            model.Loss(target, workspace);
            model.Backward(workspace);
        }
    }

    private static TInput[] Inputs<TInput>(IModel<TInput> model, int batch)
        where TInput : unmanaged => new TInput[batch * Steps * model.Description.InputFeatures];

    private static int[] Lengths<TInput>(IModel<TInput> model, int batch)
        where TInput : unmanaged => model is W1Var ? [.. Enumerable.Repeat(Steps, batch)] : [];

    private static int Outputs<TInput>(IModel<TInput> model, int batch)
        where TInput : unmanaged => batch * (model.Description.OutputIsSequence ? Steps : 1) * model.Description.OutputFeatures;
}
