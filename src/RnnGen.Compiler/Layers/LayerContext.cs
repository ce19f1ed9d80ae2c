using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What a layer may ask for while it states its equations.</summary>
/// <param name="lowering">The model it is part of.</param>
/// <param name="spec">The layer.</param>
/// <param name="index">Its index in the declaration.</param>
/// <param name="inputs">What it reads.</param>
public sealed class LayerContext(Lowering lowering, LayerSpec spec, int index, IReadOnlyList<Flow> inputs)
{
    public GraphBuilder Graph => lowering.Graph;

    /// <summary>Whether dropout is active.</summary>
    public bool Training => lowering.Mode == LoweringMode.Training;

    /// <summary>Whether states go on from one call to the next.</summary>
    public bool Carries => lowering.Carries;

    public string LayerName => spec.Name;

    /// <summary>The extent of this layer's output, named after it.</summary>
    public Dimension Dimension(int units) => new(Identifier.Pascal(spec.Name), units);

    /// <summary>Declares a matrix parameter [rows, columns] under PyTorch's name.</summary>
    public ParameterTensor Matrix(string name, int rows, int columns, InitializerSpec initializer) =>
        lowering.DeclareParameter(spec.Name + "." + name, rows, columns, initializer, trainable: spec.Trainable);

    /// <summary>Declares a kernel parameter [rows, columns, size, …] under PyTorch's name: a matrix of columns · size · … in every row.</summary>
    public ParameterTensor Kernel(string name, int rows, int columns, InitializerSpec initializer, params int[] sizes) =>
        lowering.DeclareParameter(spec.Name + "." + name, rows, checked(columns * sizes.Aggregate(1, (product, size) => product * size)), initializer, spec.Trainable, sizes);

    /// <summary>Declares a vector parameter [length] under PyTorch's name.</summary>
    public ParameterTensor Vector(string name, int length, InitializerSpec initializer) =>
        lowering.DeclareParameter(spec.Name + "." + name, 0, length, initializer, trainable: spec.Trainable);

    /// <summary>
    /// Declares a vector that is saved with the parameters but not trained; what changes it is <see cref="Update"/>. It is for reading
    /// element by element: packed weights only see what it was at the last RefreshWeights.
    /// </summary>
    public ParameterTensor Buffer(string name, int length, InitializerSpec initializer) =>
        lowering.DeclareParameter(spec.Name + "." + name, 0, length, initializer, trainable: false);

    /// <summary>What a buffer is after this Forward of training; whatever reads it in the same Forward gets what it was before.</summary>
    public void Update(ParameterTensor buffer, Value next) =>
        Graph.AddRoot(new Root(RootKind.Buffer, buffer.Name, 0, next, new ParameterAttribute(buffer, 0, 0)));

    /// <summary>Hands a value to the caller as the tensor <paramref name="name"/> of this layer.</summary>
    public void Output(string name, int part, Value value) => Graph.AddRoot(RootKind.Output, new TensorId(TensorRole.Inner, spec.Name + "." + name), part, value);

    /// <summary>x with dropout, where training asks for it; <paramref name="constant"/> with the same mask at every step.</summary>
    public Value Dropout(Value x, float rate, string what, bool constant = false)
    {
        // Columns side by side stay apart, so that products need not join them.
        if (x.Op == Op.Concat) return Graph.Concat(x.Shape.Columns.Name, [.. x.Operands.Select(part => Dropout(part, rate, what, constant))]);
        var mask = DropoutMask(constant ? Shape.Plane(x.Shape.Columns, null) : x.Shape, rate, what);
        return mask is null ? x : x * mask.Named(Name("mask"));
    }

    /// <summary>A dropout mask where training asks for it; null where nothing is dropped.</summary>
    public Value? DropoutMask(Shape plane, float rate, string what)
    {
        return Rate(what, rate) && Training && rate > 0 ? Graph.DropoutMask(plane, rate, lowering.NextDropoutStream()) : null;
    }

    /// <summary>
    /// A state of a loop. It starts from <paramref name="initial"/> (null: zeros), or, where the model was declared so, from a tensor of
    /// the caller. A stream keeps it under the name <c>layer.letter</c>; of several stacked cells, <paramref name="part"/> tells which.
    /// </summary>
    public LoopState AddState(Loop loop, string letter, int part, Dimension columns, Value? initial, bool isInput = false)
    {
        var tensor = spec.Name + "." + letter;
        Require(!lowering.Carries || (initial is null && !isInput), SpecRule.Contradiction, $"the start of state {letter}", "a stateful model starts from zeros and goes on from where it was");
        if (isInput) initial = Graph.Input(new TensorId(TensorRole.State, tensor), part, columns, null);
        else if (lowering.Carries) initial = Graph.Input(new TensorId(TensorRole.Carried, tensor), part, columns, null);
        var state = Graph.AddState(loop, letter, columns, initial);
        (state.Tensor, state.Part) = (tensor, part);
        return state;
    }

    /// <summary>What a state is after the last step, handed to the caller where it wants it.</summary>
    public Value Final(LoopState state, string name, int part, bool isOutput = false)
    {
        var final = Graph.Final(state).Named(name);
        var tensor = new TensorId(TensorRole.Final, state.Tensor);
        if (isOutput) Graph.AddRoot(RootKind.Output, tensor, part, final);
        if (lowering.Carries) Graph.AddRoot(RootKind.State, tensor, part, final);
        return final;
    }

    /// <summary>
    /// Hands the caller all that a state was, in the order of time: where it starts from and what every step left, <c>[steps + 1, B, N]</c>;
    /// of a loop that runs backwards, the start comes last.
    /// </summary>
    public void OutputStates(LoopState state, int part)
    {
        var place = new WindowSide(state.Loop.Reverse ? 0 : -1, 1, 1);
        var states = Shifted(state.Next);
        if (state.Initial is { } initial) states = Graph.Select(Shifted(Graph.Broadcast(Graph.Constant(1), Shape.Plane(Ir.Dimension.Column, state.Loop.Axis))), states, initial);
        Graph.AddRoot(RootKind.Output, new TensorId(TensorRole.States, spec.Name), part, states.Named(state.Next.Name + "_all"));

        // Beyond the edge there are zeros, from which a state starts where nothing else is said.
        Value Shifted(Value x) => Graph.Windows(x, state.Loop.Axis.Between, place, WindowSide.One, "");
    }

    /// <summary>What another layer published; null if there is no such name.</summary>
    public Flow? Find(string name) => lowering.Find(name);

    /// <summary>The declaration of a layer; null if there is none of that name.</summary>
    public LayerSpec? LayerNamed(string name) => lowering.Spec.Layers.FirstOrDefault(l => l.Name == name);

    /// <summary>The shape of one sample in the user's words.</summary>
    public string Text(Shape shape) => lowering.Text(shape);

    /// <summary>How many different tokens an input has.</summary>
    public int VocabularyOf(Value tokens) => lowering.Spec.Inputs.First(i => i.Name == tokens.Get<InputAttribute>().Tensor.Of).Vocabulary;

    /// <summary>The largest number of steps of an axis: the declared one.</summary>
    public int MaxSteps(Axis axis) => lowering.MaxSteps(axis);

    /// <summary>Lets other layers read a value beside the layer's output under the name <c>layer.suffix</c>.</summary>
    public void Publish(string suffix, Flow flow) => lowering.Publish(spec.Name + "." + suffix, Lowering.Remember(flow, spec.Name, inputs));

    /// <summary>Adds this layer's row to the summary table; work is counted in products.</summary>
    public void Describe(string kind, Value output) => lowering.Describe(spec.Name, kind, output);

    /// <summary>The letter of an equation as a value's name.</summary>
    public string Name(string letter) => spec.Name + "." + letter;

    /// <summary>Refuses tokens where a layer computes with numbers.</summary>
    public void RequireNumbers(Flow input, string kind) =>
        Require(input.Value.Shape.Form == Form.Plane, SpecRule.Contradiction, kind, "it reads tokens; put an [Embedding] before it");

    /// <summary>The inputs in the user's words: <c>'x' [30 × 5], 'gru1' [64]</c>.</summary>
    public string InputsText => string.Join(", ", inputs.Select((flow, i) => $"'{(i < spec.From.Count ? spec.From[i] : "")}' [{lowering.Text(flow.Value.Shape)}]"));

    /// <summary>Refuses the declaration unless <paramref name="condition"/> holds: there is nothing to go on with.</summary>
    public void Require(bool condition, SpecRule rule, params string[] arguments)
    {
        if (!condition) throw Finding(rule, arguments);
    }

    /// <summary>Says so unless <paramref name="condition"/> holds, and goes on, so that the mistakes behind this one are found as well.</summary>
    public bool Expect(bool condition, SpecRule rule, params string[] arguments)
    {
        if (!condition) lowering.Report(Finding(rule, arguments));
        return condition;
    }

    /// <summary>Expects a size of at least 1.</summary>
    public bool Positive(string what, int size) => Expect(size > 0, SpecRule.SizeNotPositive, what, size.ToString(CultureInfo.InvariantCulture));

    /// <summary>Expects a rate of dropout in [0, 1); NaN is none.</summary>
    public bool Rate(string what, float rate)
    {
        var text = rate.ToString("R", CultureInfo.InvariantCulture);
        if (rate > 0) Expect(lowering.Spec.Trainable, SpecRule.DropoutWithoutEffect, $"{what} = {text}", "the model says Trainable = false");
        return Expect(rate is >= 0 and < 1, SpecRule.RateOutOfRange, what, text);
    }

    /// <summary>Refuses a single vector where there is nothing to go on with.</summary>
    public void RequireSequence(Flow flow)
    {
        var columns = flow.Value.Shape.Columns;
        Require(flow.Value.Shape.Time, SpecRule.SequenceRequired, lowering.Text(Shape.Plane(columns, Axis.Main)), columns.ToString(), lowering.HowToKeepSteps(flow));
    }

    /// <summary>Expects a sequence; from a mistake on, it goes on as if there were one.</summary>
    public Flow Sequence(Flow flow)
    {
        if (flow.Value.Shape.Time) return flow;
        var columns = flow.Value.Shape.Columns;
        Expect(false, SpecRule.SequenceRequired, lowering.Text(Shape.Plane(columns, Axis.Main)), columns.ToString(), lowering.HowToKeepSteps(flow));
        return flow.With(Graph.Broadcast(flow.Value, Shape.Plane(columns, Axis.Main)));
    }

    private SpecException Finding(SpecRule rule, string[] arguments) => new(rule, index, [lowering.ModelName, spec.Name, .. arguments]);
}
