using RnnGen.Benchmarks.Workloads;

namespace RnnGen.Jit.Tests.Budgets;

/// <summary>The program that runs all that is generated for the networks of the benchmarks, over few steps: what counts is what the JIT makes of it.</summary>
internal static class NetworksWorkout
{
    private const int Steps = 3;

    /// <summary>One sample, and many with a remainder.</summary>
    private static readonly int[] Batches = [1, 37];

    public static void Run()
    {
        Train<int, int>(new W1());
        Train<int, int>(new W1Var());
        Train<float, float>(new W2());
        Train<int, float>(new W3());
        Train<int, int>(new W4Char());
        Predict<float>(new W4Simple());
        Train<int, int>(new W6());

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
