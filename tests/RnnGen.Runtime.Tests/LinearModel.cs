namespace RnnGen.Runtime.Tests;

/// <summary>
/// Linear regression over the flattened window with mean squared error, written by hand after the contract of generated models.
/// </summary>
internal sealed class LinearModel : ITrainableModel
{
    private readonly int _inputs;

    public LinearModel(int steps, int features)
    {
        _inputs = steps * features;
        ParameterInfo[] tensors =
        [
            new("linear.weight", [1, _inputs], new Initializer.UniformInverseSqrt(_inputs)),
            new("linear.bias", [1], new Initializer.Constant(0)),
        ];
        Description = new ModelDescription("Linear", features, steps, 1, false, [], tensors, "linear");
        Parameters = new TensorBlock<float>(tensors);
    }

    public ModelDescription Description { get; }

    public TensorBlock<float> Parameters { get; }

    /// <summary>How often the derived weights were refreshed.</summary>
    public int Refreshes { get; private set; }

    /// <summary>Changes the gradients of the training step of that number, from 0.</summary>
    public Action<long, TensorBlock<float>>? Spoil { get; set; }

    public void RefreshWeights(int threads = 1) => Refreshes++;

    public ModelWorkspace CreateWorkspace(int maxBatch, int maxSteps) => new Inference(maxBatch, maxSteps);

    public TrainingWorkspace<float> CreateTrainingWorkspace(int maxBatch, int maxSteps) =>
        new Training(maxBatch, maxSteps, Parameters.Tensors, _inputs);

    public void Predict(ReadOnlySpan<float> x, ReadOnlySpan<int> lengths, Span<float> y, int batch, ModelWorkspace workspace)
    {
        Require(lengths.IsEmpty && batch > 0 && batch <= workspace.MaxBatch && x.Length == batch * _inputs && y.Length == batch);
        var w = Parameters["linear.weight"];
        var b = Parameters["linear.bias"][0];
        for (var sample = 0; sample < batch; sample++)
        {
            var sum = b;
            for (var i = 0; i < _inputs; i++) sum += w[i] * x[(sample * _inputs) + i];
            y[sample] = sum;
        }
    }

    public float Evaluate(
        ReadOnlySpan<float> x, ReadOnlySpan<int> lengths, ReadOnlySpan<float> target, Span<float> y, int batch, ModelWorkspace workspace)
    {
        Predict(x, lengths, y, batch, workspace);
        return (float)RnnGen.Training.Metrics.MeanSquaredError.Add(default, y, target, 1).Mean;
    }

    public void Forward(ReadOnlySpan<float> x, ReadOnlySpan<int> lengths, int batch, TrainingWorkspace<float> workspace)
    {
        var memory = (Training)workspace;
        memory.Begin(x, batch);
        Predict(x, lengths, memory.Y.AsSpan(0, batch), batch, memory);
    }

    public float Loss(ReadOnlySpan<float> target, TrainingWorkspace<float> workspace)
    {
        var memory = (Training)workspace;
        Require(target.Length == memory.Batch);
        var loss = 0f;
        for (var sample = 0; sample < target.Length; sample++)
        {
            // As a generated model may, the gradient of the outputs replaces the outputs.
            var error = memory.Y[sample] - target[sample];
            loss += error * error / target.Length;
            memory.Y[sample] = 2 * error / target.Length;
        }

        return loss;
    }

    public void Backward(TrainingWorkspace<float> workspace)
    {
        var memory = (Training)workspace;
        var dw = memory.Gradients["linear.weight"];
        var db = memory.Gradients["linear.bias"];
        dw.Clear();
        db.Clear();
        for (var sample = 0; sample < memory.Batch; sample++)
        {
            db[0] += memory.Y[sample];
            for (var i = 0; i < _inputs; i++) dw[i] += memory.Y[sample] * memory.X[(sample * _inputs) + i];
        }

        Spoil?.Invoke(memory.Step - 1, memory.Gradients);
    }

    /// <summary>Not an Assert, which allocates.</summary>
    private static void Require(bool condition)
    {
        if (!condition) throw new ArgumentException("A length or the workspace does not fit.");
    }

    private sealed class Inference(int maxBatch, int maxSteps) : ModelWorkspace(maxBatch, maxSteps)
    {
        public override long Bytes => 0;
    }

    private sealed class Training(int maxBatch, int maxSteps, IReadOnlyList<ParameterInfo> parameters, int inputs)
        : TrainingWorkspace<float>(maxBatch, maxSteps, parameters)
    {
        public float[] X { get; } = new float[maxBatch * inputs];

        public float[] Y { get; } = new float[maxBatch];

        public override ReadOnlySpan<float> Outputs => Y.AsSpan(0, Batch);

        public override long Bytes => 4L * (X.Length + Y.Length);

        public void Begin(ReadOnlySpan<float> x, int batch)
        {
            x.CopyTo(X);
            Begin(batch, steps: 1);
        }
    }
}
