using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Emission;

/// <summary>
/// The run-time interfaces that the trainer and other code for all models use: for a single-precision model with one input, of
/// numbers or of tokens, with or without lengths, and one output, whatever layers give beside it.
/// </summary>
internal sealed class ContractEmitter
{
    private const string Cast = "global::RnnGen.Numerics.Check.Workspace<TrainingWorkspace>(workspace)";
    private const string Workspace = "global::RnnGen.TrainingWorkspace<float>";
    private readonly string _input;
    private readonly string _target = "";
    private readonly string _model;

    /// <summary>What stands for the outputs: y, and beside it what a caller of all models does not want.</summary>
    private readonly string _outputs;

    private readonly bool _lengths;
    private readonly bool _decodes;
    private readonly bool _trains;

    public ContractEmitter(CompiledNetwork network, NetworkEmitter programs)
    {
        var (predict, loss) = (programs.Signature("Predict"), programs.Signature("Loss"));
        _outputs = string.Join(", ", predict.Outputs.Select(t => t.Id.IsBeside ? "default" : "y"));
        _lengths = predict.Inputs.Any(t => t.IsLengths);
        IsPlain = network.Spec.Precision == Precision.Float32 && predict.Outputs.Count(t => t.Role == TensorRole.Output) == 1 && network.Output.Axis is null or { IsMain: true } && predict.Inputs.Count(t => !t.IsLengths) == 1;
        HasWeights = network.Spec.Precision == Precision.Float32;
        var step = programs.Signature("Step");
        var given = step.Inputs.Where(t => t.Role == TensorRole.Input).ToArray();
        _model = network.Spec.Name;
        _decodes = network.Spec.Precision == Precision.Float32 && network.Outputs.Count == 1 && given is [{ Shape.Form: Form.Tokens }]
            && given[0].InputOf(network).Vocabulary == network.Output.Columns.Size && Judging.IsLogits(network.Outputs[0].Value, network.Spec.Losses);
        var x = predict.Inputs.FirstOrDefault(t => !t.IsLengths);
        _input = x?.ElementOf("float") ?? "float";
        _trains = IsPlain && loss.ReturnsLoss;
        if (_trains) _target = loss.Inputs.First(t => t.Role == TensorRole.Target).ElementOf("float");
    }

    public bool IsPlain { get; }

    /// <summary>Whether the class offers its single-precision weights to optimizers and callbacks.</summary>
    public bool HasWeights { get; }

    /// <summary>The interfaces after the class's name.</summary>
    public string Bases
    {
        get
        {
            string[] all = [.. IsPlain ? [Interface] : HasWeights ? ["global::RnnGen.IModelWeights"] : Array.Empty<string>(), .. _decodes ? ["global::RnnGen.Decoding.IStepDecoder<" + _model + ".State>"] : Array.Empty<string>()];
            return all.Length == 0 ? "" : " : " + string.Join(", ", all);
        }
    }

    /// <summary>A model whose stream takes a token and gives a logit for every token that may be next writes sequences: greedily, by sampling, by beam search.</summary>
    public void EmitDecoding(SourceWriter writer)
    {
        if (_decodes) writer.Line($"\n/// <inheritdoc/>\nint global::RnnGen.Decoding.IStepDecoder<{_model}.State>.Vocabulary => OutputFeatures;");
    }

    private bool OnlyNumbers => _input == "float" && _target is "" or "float";

    private string Interface => _trains
        ? OnlyNumbers ? "global::RnnGen.ITrainableModel" : $"global::RnnGen.ITrainableModel<{_input}, {_target}>"
        : OnlyNumbers ? "global::RnnGen.IModel" : $"global::RnnGen.IModel<{_input}>";

    public void EmitPrediction(SourceWriter writer)
    {
        if (!IsPlain) return;
        var model = $"global::RnnGen.IModel<{_input}>";
        writer.Line($"\n/// <inheritdoc/>\nglobal::RnnGen.ModelWorkspace {model}.CreateWorkspace(int maxBatch, int maxSteps) => CreateWorkspace(maxBatch, maxSteps);\n");
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"void {model}.Predict(global::System.ReadOnlySpan<{_input}> x, global::System.ReadOnlySpan<int> lengths, global::System.Span<float> y, int batch, global::RnnGen.ModelWorkspace workspace)"))
        {
            if (!_lengths) writer.Line("global::RnnGen.Numerics.Check.NoLengths(lengths);");
            writer.Line($"Predict(x, {(_lengths ? "lengths, " : "")}{_outputs}, batch, global::RnnGen.Numerics.Check.Workspace<Workspace>(workspace));");
        }
    }

    /// <param name="writer">Where to.</param>
    /// <param name="inputs">The inputs of the program in order: x, perhaps the lengths, and the target.</param>
    public void EmitEvaluation(SourceWriter writer, IReadOnlyList<CallerTensor> inputs)
    {
        if (!_trains) return;
        var arguments = inputs.Select(t => t.Role == TensorRole.Target ? "target" : t.IsLengths ? "lengths" : "x");
        writer.Line("\n/// <inheritdoc/>");
        using (writer.Open($"float global::RnnGen.ITrainableModel<{_input}, {_target}>.Evaluate(global::System.ReadOnlySpan<{_input}> x, global::System.ReadOnlySpan<int> lengths, global::System.ReadOnlySpan<{_target}> target, global::System.Span<float> y, int batch, global::RnnGen.ModelWorkspace workspace)"))
        {
            if (!_lengths) writer.Line("global::RnnGen.Numerics.Check.NoLengths(lengths);");
            writer.Line($"return Evaluate({string.Join(", ", arguments)}, {_outputs}, batch, global::RnnGen.Numerics.Check.Workspace<Workspace>(workspace));");
        }
    }

    public void EmitTraining(SourceWriter writer)
    {
        if (!_trains) return;
        var model = $"global::RnnGen.ITrainableModel<{_input}, {_target}>";
        writer.Line($"\n/// <inheritdoc/>\n{Workspace} {model}.CreateTrainingWorkspace(int maxBatch, int maxSteps) => CreateTrainingWorkspace(maxBatch, maxSteps);\n");
        writer.Line("/// <inheritdoc/>");
        using (writer.Open($"void {model}.Forward(global::System.ReadOnlySpan<{_input}> x, global::System.ReadOnlySpan<int> lengths, int batch, {Workspace} workspace)"))
        {
            if (!_lengths) writer.Line("global::RnnGen.Numerics.Check.NoLengths(lengths);");
            writer.Line($"Forward(x, {(_lengths ? "lengths, " : "")}batch, {Cast});");
        }

        writer.Line();
        writer.Line($"/// <inheritdoc/>\nfloat {model}.Loss(global::System.ReadOnlySpan<{_target}> target, {Workspace} workspace) => Loss(target, {Cast});\n");
        writer.Line($"/// <inheritdoc/>\nvoid {model}.Backward({Workspace} workspace) => Backward({Cast});");
    }
}
