namespace RnnGen.Runtime.Tests;

/// <summary>
/// Classes of token sequences, written by hand after the contract of generated models: a row of logits per token, for every step or
/// summed over the valid steps of a sample. The loss is the cross-entropy, a mean over all valid rows whose label is not ignored.
/// </summary>
internal sealed class TokenModel : ITrainableModel<int, int>
{
    public const int Ignore = -100;

    private readonly int _classes;
    private readonly bool _sequence;
    private readonly bool _carries;

    public TokenModel(int vocabulary, int classes, bool sequence, bool lengths = true, bool carries = false)
    {
        (_classes, _sequence, _carries) = (classes, sequence, carries);
        ParameterInfo[] tensors = [new("embedding.weight", [vocabulary, classes], new Initializer.UniformInverseSqrt(4))];
        Description = new ModelDescription("Tokens", 1, 8, classes, sequence, [], tensors, "tokens")
        {
            HasLengths = lengths,
            Vocabulary = vocabulary,
            Targets = TargetKind.Labels,
            IgnoreIndex = Ignore,
        };
        Parameters = new TensorBlock<float>(tensors);
        Parameters.Initialize(3);
    }

    public ModelDescription Description { get; }

    public TensorBlock<float> Parameters { get; }

    /// <summary>Is told of every call of Forward, Loss, Backward and RefreshWeights.</summary>
    public Action<string>? Log { get; set; }

    /// <summary>Changes the gradients of the training step of that number, from 0.</summary>
    public Action<long, TensorBlock<float>>? Spoil { get; set; }

    public void RefreshWeights(int threads = 1) => Log?.Invoke("refresh");

    public ModelWorkspace CreateWorkspace(int maxBatch, int maxSteps) => new Inference(maxBatch, maxSteps);

    public TrainingWorkspace<float> CreateTrainingWorkspace(int maxBatch, int maxSteps)
    {
        Log?.Invoke($"workspace {maxBatch}x{maxSteps}");
        return new Training(maxBatch, maxSteps, this);
    }

    public void Predict(ReadOnlySpan<int> x, ReadOnlySpan<int> lengths, Span<float> y, int batch, ModelWorkspace workspace)
    {
        var steps = x.Length / batch;
        Require(steps <= workspace.MaxSteps && batch <= workspace.MaxBatch && x.Length == batch * steps);
        Require(lengths.IsEmpty || (Description.HasLengths && lengths.Length == batch));
        Require(y.Length == (_sequence ? x.Length : batch) * _classes);
        var w = Parameters.Values;

        // Padded steps are left as garbage: nothing may depend on them.
        y.Fill(_sequence ? float.NaN : 0);
        for (var i = 0; i < x.Length; i++)
        {
            if (i % steps >= (lengths.IsEmpty ? steps : lengths[i / steps])) continue;
            var row = y.Slice((_sequence ? i : i / steps) * _classes, _classes);
            if (_sequence) row.Clear();
            for (var c = 0; c < _classes; c++) row[c] += w[(x[i] * _classes) + c];
        }
    }

    public float Evaluate(
        ReadOnlySpan<int> x, ReadOnlySpan<int> lengths, ReadOnlySpan<int> target, Span<float> y, int batch, ModelWorkspace workspace)
    {
        Predict(x, lengths, y, batch, workspace);
        var (sum, steps) = (default(RnnGen.Training.MetricSum), x.Length / batch);
        for (var row = 0; row < target.Length; row++)
        {
            if (_sequence && !lengths.IsEmpty && row % steps >= lengths[row / steps]) continue;
            sum = RnnGen.Training.Metrics.CrossEntropy(Ignore).Add(sum, y.Slice(row * _classes, _classes), target.Slice(row, 1), _classes);
        }

        return sum.Count == 0 ? 0 : (float)sum.Mean;
    }

    public void Forward(ReadOnlySpan<int> x, ReadOnlySpan<int> lengths, int batch, TrainingWorkspace<float> workspace)
    {
        var memory = (Training)workspace;
        memory.Begin(batch, x.Length / batch);
        memory.Keep(x, lengths);
        Predict(x, lengths, memory.Y.AsSpan(0, memory.OutputLength), batch, memory);
        Log?.Invoke($"forward {batch}x{memory.BatchSteps} [{string.Join(' ', lengths.ToArray())}]{(memory.StartsFromState ? " on" : "")}");
    }

    public float Loss(ReadOnlySpan<int> target, TrainingWorkspace<float> workspace)
    {
        var memory = (Training)workspace;
        var rows = memory.OutputLength / _classes;
        Require(target.Length == rows);
        var (loss, count) = (0.0, 0);
        for (var row = 0; row < rows; row++)
        {
            if (memory.IsValid(row) && target[row] != Ignore) count++;
        }

        for (var row = 0; row < rows; row++)
        {
            var y = memory.Y.AsSpan(row * _classes, _classes);
            if (!memory.IsValid(row) || target[row] == Ignore)
            {
                y.Clear();
                continue;
            }

            // As a generated model may, the gradient of the outputs replaces the outputs: (softmax − one-hot)/count.
            var sum = 0.0;
            foreach (var logit in y) sum += Math.Exp(logit);
            loss += Math.Log(sum) - y[target[row]];
            for (var c = 0; c < _classes; c++) y[c] = (float)(((Math.Exp(y[c]) / sum) - (c == target[row] ? 1 : 0)) / count);
        }

        workspace.HasLoss = true;
        Log?.Invoke($"loss [{string.Join(' ', target.ToArray())}]");
        return (float)(loss / count);
    }

    public void Backward(TrainingWorkspace<float> workspace)
    {
        var memory = (Training)workspace;
        var (batch, steps) = memory.Expect(afterLoss: true);
        var dw = memory.Gradients.Values;
        dw.Clear();
        for (var i = 0; i < batch * steps; i++)
        {
            if (i % steps >= memory.Lengths[i / steps]) continue;
            var dy = memory.Y.AsSpan((_sequence ? i : i / steps) * _classes, _classes);
            for (var c = 0; c < _classes; c++) dw[(memory.X[i] * _classes) + c] += dy[c];
        }

        memory.End();
        Spoil?.Invoke(memory.Step - 1, memory.Gradients);
        Log?.Invoke("backward");
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

    private sealed class Training(int maxBatch, int maxSteps, TokenModel model)
        : TrainingWorkspace<float>(maxBatch, maxSteps, model.Parameters.Tensors)
    {
        public int[] X { get; } = new int[maxBatch * maxSteps];

        public int[] Lengths { get; } = new int[maxBatch];

        public float[] Y { get; } = new float[maxBatch * maxSteps * model._classes];

        public int OutputLength => Batch * (model._sequence ? BatchSteps : 1) * model._classes;

        public override ReadOnlySpan<float> Outputs => Y.AsSpan(0, OutputLength);

        public override bool CanCarryState => model._carries;

        public override long Bytes => 4L * (X.Length + Y.Length);

        public bool IsValid(int row) => !model._sequence || row % BatchSteps < Lengths[row / BatchSteps];

        public void Keep(ReadOnlySpan<int> x, ReadOnlySpan<int> lengths)
        {
            x.CopyTo(X);
            if (lengths.IsEmpty) Lengths.AsSpan().Fill(BatchSteps);
            else lengths.CopyTo(Lengths);
        }
    }
}
