using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Planning;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Emission;

/// <summary>The user's partial class: thin, documented members that check their arguments and call the network.</summary>
internal sealed class ApiEmitter(CompiledNetwork network, NetworkEmitter programs, string real)
{
    private readonly ModelSpec _spec = network.Spec;
    /// <summary>What the members call the network: an alias of its long name.</summary>
    private readonly string _network = network.Spec.Name + "_Network";

    /// <summary>What they call the kernels, of which one is a program of its own.</summary>
    private string Kernels => network.Spec.Name + "_Kernels";

    private readonly ContractEmitter _contract = new(network, programs);

    public string Emit()
    {
        var writer = new SourceWriter();
        HeaderEmitter.Emit(writer, network);
        writer.Line("#nullable enable\n");
        var alias = $"using {_network} = global::{ModelEmitter.InnerNamespace(_spec)}.Network;\n";
        if (network.Step is not null) alias = $"using {Kernels} = global::{ModelEmitter.InnerNamespace(_spec)}.Kernels;\n" + alias;
        if (_spec.Namespace.Length == 0)
        {
            writer.Line(alias);
            EmitClass(writer);
            return writer.ToString();
        }

        using (writer.Open($"namespace {_spec.Namespace}"))
        {
            writer.Line(alias);
            EmitClass(writer);
        }

        return writer.ToString();
    }

    private void EmitClass(SourceWriter writer)
    {
        HeaderEmitter.EmitSummary(writer, network);
        using (writer.Open($"{_spec.Accessibility} unsafe partial class {_spec.Name}{_contract.Bases}"))
        {
            EmitConstants(writer);
            EmitWeights(writer);
            new PredictionEmitter(network, programs, real, _network, Kernels).Emit(writer, _contract);
            if (network.Step is not null) new StreamingEmitter(network, programs, real, _network, Kernels).Emit(writer);
            _contract.EmitDecoding(writer);
            if (network.Evaluation is not null) new EvaluationEmitter(network, programs, real, _network).Emit(writer, _contract);
            if (network.Training is not null) new TrainingEmitter(network, programs, real, _network).Emit(writer, _contract);
        }
    }

    private void EmitConstants(SourceWriter writer)
    {
        if (_spec.Input.Vocabulary > 0) writer.Summary("Number of different tokens.").Line($"public const int Vocabulary = {Literal.Of(_spec.Input.Vocabulary)};").Line();
        writer.Summary(_spec.Input.Vocabulary > 0 ? "Tokens per input step." : "Values per input step.").Line($"public const int InputFeatures = {Literal.Of(Math.Max(1, _spec.Input.Features))};").Line();
        if (network.Sequence) writer.Summary("Declared number of time steps, of the first sequence if there are several: a default, not a limit.").Line($"public const int Steps = {Literal.Of(_spec.Steps)};").Line();
        writer.Summary(network.Output.Time ? "Values per output step." : "Values per output.").Line($"public const int OutputFeatures = {Literal.Of(network.Output.Columns.Size)};").Line();
        writer.Summary("Number of trained values.").Line($"public const int ParameterCount = {Literal.Of(network.TrainedCount)};").Line();
        writer.Summary(network.Sequence ? "Floating-point operations of the products of one Step." : "Floating-point operations of the products for one sample.").Line($"public const long FlopsPerStep = {Literal.Of(network.Rows.Sum(r => r.Flops))};").Line();
    }

    private void EmitWeights(SourceWriter writer)
    {
        writer.Line($"private readonly global::RnnGen.Numerics.AlignedBuffer<{real}> _packed = new({_network}.PackedLength);").Line();
        writer.Summary("Makes a model with freshly drawn weights: the same seed, the same bits.").Line("/// <param name=\"seed\">Any number.</param>");
        using (writer.Open($"public {_spec.Name}(ulong seed = 0)"))
        {
            writer.Line("global::RnnGen.Initialization.Initialize(Parameters, seed);");
            writer.Line("RefreshWeights();");
        }

        writer.Line();
        EmitDescription(writer);
        writer.Summary("The parameters, in PyTorch's names, order and layout. Call <see cref=\"RefreshWeights\"/> after writing to them.");
        writer.Line($"public global::RnnGen.TensorBlock<{real}> Parameters {{ get; }} = new(ModelDescription.Parameters);").Line();
        writer.Summary("Derives the packed weights that kernels read from <see cref=\"Parameters\"/>. Not while others use the model.");
        writer.Line("/// <param name=\"threads\">How many threads at the most do it together, positive.</param>");
        using (writer.Open("public void RefreshWeights(int threads = 1)"))
        {
            writer.Line("global::System.ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);");
            writer.Line($"var call = new {_network}.PackCall(Parameters.Pointer, _packed.Pointer);");
            writer.Line($"global::RnnGen.Numerics.ThreadTeam.Run(threads, &{_network}.PackCall.Run, &call);");
            writer.Line("global::System.GC.KeepAlive(this);");
        }

        writer.Line();
        writer.Summary("Writes the parameters to a safetensors file under PyTorch's names; a file that exists is replaced as a whole or not at all.");
        writer.Line("/// <param name=\"path\">The file.</param>\n/// <param name=\"companions\">What belongs to the model and is saved with it, a scaler for example.</param>");
        writer.Line($"public void Save(string path, params global::RnnGen.Serialization.IModelCompanion[] companions) =>");
        using (writer.Indent()) writer.Line("global::RnnGen.Serialization.ModelFile.Save(path, ModelDescription, Parameters, companions);");
        writer.Line();
        writer.Summary("Makes a model with the parameters of a file that <see cref=\"Save\"/> wrote.");
        writer.Line("/// <param name=\"path\">The file.</param>\n/// <param name=\"companions\">What was saved with the model, to be filled.</param>");
        using (writer.Open($"public static {_spec.Name} Load(string path, params global::RnnGen.Serialization.IModelCompanion[] companions)"))
        {
            writer.Line($"var model = new {_spec.Name}();");
            writer.Line("global::RnnGen.Serialization.ModelFile.Load(path, ModelDescription, model.Parameters, companions);");
            writer.Line("model.RefreshWeights();\nreturn model;");
        }

        writer.Line();
    }

    /// <summary>What only some models have: lengths, tokens, targets that are no plain numbers.</summary>
    private string DescriptionExtras()
    {
        var extras = new List<string>();
        if (_spec.Input.Lengths) extras.Add("HasLengths = true");
        if (_spec.Input.Vocabulary > 0) extras.Add("Vocabulary = Vocabulary");
        if (network.Outputs.Count > 1) return Braces(extras);
        if (_spec.Losses.Any(l => l.Kind == LossKind.CrossEntropyWithLogits)) extras.Add("Targets = global::RnnGen.TargetKind.Labels");
        if (_spec.Losses.Any(l => l.Kind == LossKind.BinaryCrossEntropyWithLogits)) extras.Add("Targets = global::RnnGen.TargetKind.Probabilities");
        if (_spec.Losses.Select(l => l.IgnoreIndex).FirstOrDefault(i => i is not null) is { } ignored) extras.Add($"IgnoreIndex = {Literal.Of(ignored)}");
        return Braces(extras);

        static string Braces(List<string> extras) => extras.Count == 0 ? "" : $"\n{{ {string.Join(", ", extras)} }}";
    }

    private void EmitDescription(SourceWriter writer)
    {
        writer.Summary("Shapes, layers and parameters of this model.");
        writer.Line("public static global::RnnGen.ModelDescription ModelDescription { get; } = new(");
        using (writer.Indent())
        {
            writer.Line($"{Literal.Of(_spec.Name)}, InputFeatures, {(network.Sequence ? "Steps" : "0")}, OutputFeatures, {(network.Output.Time ? "true" : "false")},");
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (var row in network.Rows)
                    writer.Line($"new({Literal.Of(row.Name)}, {Literal.Of(row.Kind)}, {Literal.Of(HeaderEmitter.ShapeOf(network, row))}, {Literal.Of(row.Parameters)}, {Literal.Of(row.Flops)}),");
            }

            writer.Line("],\n[");
            using (writer.Indent())
            {
                foreach (var tensor in network.Parameters)
                {
                    var shape = string.Join(", ", tensor.Extents.Select(e => Literal.Of(e)));
                    writer.Line($"new({Literal.Of(tensor.Name)}, [{shape}], {InitializerText.Of(tensor.Initializer)}){(tensor.Trainable ? "" : " { Trainable = false }")},");
                }
            }

            writer.Line($"],\n{Literal.Of(ContractHash.Of(network))}){DescriptionExtras()};");
        }

        writer.Line();
        if (_contract.HasWeights) writer.Line("/// <inheritdoc/>\nglobal::RnnGen.ModelDescription global::RnnGen.IModelWeights.Description => ModelDescription;\n");
    }
}
