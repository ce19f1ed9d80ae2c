using RnnGen;

namespace Conformance.Models;

/// <summary>
/// A generated model behind names: what its typed members take and give, by the identifiers of their parameters. For every model
/// <see cref="AdapterWriter"/> writes a class that derives from this one; it forwards and does nothing else.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class TestModel<T>
    where T : unmanaged
{
    /// <summary>The model itself.</summary>
    public abstract object Instance { get; }

    public abstract ModelDescription Description { get; }

    /// <summary>The tensors it takes and gives.</summary>
    public TensorTable Table { get; set; } = null!;

    /// <summary>Whether it computes its loss itself.</summary>
    public bool HasLoss => LossSignature.Inputs.Count > 0;

    public abstract TensorBlock<T> Parameters { get; }

    /// <summary>The parameters of Predict without batch and workspace, inputs and outputs.</summary>
    public abstract Signature PredictSignature { get; }

    /// <summary>Those of Forward.</summary>
    public abstract Signature ForwardSignature { get; }

    /// <summary>Those of Loss; none where the caller computes it.</summary>
    public abstract Signature LossSignature { get; }

    /// <summary>Those of Evaluate; none where the caller computes the loss.</summary>
    public abstract Signature EvaluateSignature { get; }

    /// <summary>Those of Backward.</summary>
    public abstract Signature BackwardSignature { get; }

    /// <summary>The states of one stream, by name (<c>Gru1H</c>).</summary>
    public abstract IReadOnlyList<string> States { get; }

    public abstract void RefreshWeights(int threads = 1);

    public abstract ModelWorkspace CreateWorkspace(int maxBatch, int maxSteps);

    public abstract TrainingWorkspace<T> CreateTrainingWorkspace(int maxBatch, int maxSteps);

    public abstract void Predict(Tensors<T> tensors, int batch, ModelWorkspace workspace);

    /// <summary>The overload for one sample.</summary>
    public abstract void PredictOne(Tensors<T> tensors, ModelWorkspace workspace);

    /// <summary>Predict and the loss.</summary>
    public abstract T Evaluate(Tensors<T> tensors, int batch, ModelWorkspace workspace);

    public abstract void Forward(Tensors<T> tensors, int batch, TrainingWorkspace<T> workspace);

    public abstract T Loss(Tensors<T> tensors, TrainingWorkspace<T> workspace);

    /// <summary>The loss of a model with one output.</summary>
    public T Loss(T[] target, TrainingWorkspace<T> workspace) => Loss(new Tensors<T> { ["target"] = target }, workspace);

    public abstract void Backward(Tensors<T> tensors, TrainingWorkspace<T> workspace);

    /// <summary>An output of the last Forward: <c>y</c>, or a final state as <c>gru1Hn</c>.</summary>
    public abstract ReadOnlySpan<T> Output(string name, TrainingWorkspace<T> workspace);

    /// <summary>Begins a new stream, after what the model reads before one.</summary>
    public abstract void Restart(Tensors<T> tensors);

    /// <summary>Begins a new stream.</summary>
    public void Restart() => Restart([]);

    /// <summary>What the model reads before a stream.</summary>
    public abstract Signature StartSignature { get; }

    /// <summary>What one step of a stream takes and gives; nothing where there is no stream.</summary>
    public abstract Signature StepSignature { get; }

    /// <summary>The next step of the stream.</summary>
    public abstract void Step(Tensors<T> tensors);

    /// <summary>The next step of a model with one input and one output.</summary>
    public void Step(T[] x, T[] y) => Step(new Tensors<T> { [StepSignature.Inputs[0]] = x, [StepSignature.Outputs[0]] = y });

    /// <summary>A state of the stream, <c>Gru1H</c>.</summary>
    public abstract Span<T> State(string name);

    public abstract void Save(string path);

    public abstract TestModel<T> Load(string path);
}

/// <summary>Names of the tensors that go into a call and of those that come out.</summary>
public sealed record Signature(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
