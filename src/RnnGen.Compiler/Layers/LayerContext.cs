using System.Globalization;
using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Layers;

/// <summary>What a layer may ask for while it states its equations.</summary>
public sealed class LayerContext(Lowering lowering, LayerSpec spec, int index)
{
    public GraphBuilder Graph => lowering.Graph;

    /// <summary>Whether dropout is active.</summary>
    public bool Training => lowering.Mode == LoweringMode.Training;

    /// <summary>Whether every state comes from the caller and goes back to it.</summary>
    public bool Streaming => lowering.Mode == LoweringMode.Streaming;

    public string LayerName => spec.Name;

    /// <summary>The extent of this layer's output, named after it.</summary>
    public Dimension Dimension(int units) => new(Identifier.Pascal(spec.Name), units);

    /// <summary>Declares a matrix parameter [rows, columns] under PyTorch's name.</summary>
    public ParameterTensor Matrix(string name, int rows, int columns, InitializerSpec initializer) =>
        lowering.DeclareParameter(spec.Name + "." + name, rows, columns, initializer);

    /// <summary>Declares a vector parameter [length] under PyTorch's name.</summary>
    public ParameterTensor Vector(string name, int length, InitializerSpec initializer) =>
        lowering.DeclareParameter(spec.Name + "." + name, 0, length, initializer);

    /// <summary>A memory block of the caller: part of the tensor <paramref name="name"/> of this layer.</summary>
    public Value Input(string name, int part, Dimension columns) => Graph.Input(spec.Name + "." + name, part, columns, null);

    /// <summary>Hands a value to the caller as part of the tensor <paramref name="name"/> of this layer.</summary>
    public void Output(string name, int part, Value value) => Graph.AddRoot(RootKind.Output, spec.Name + "." + name, part, value);

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
        Require(rate is >= 0 and < 1, SpecRule.RateOutOfRange, what, rate.ToString(CultureInfo.InvariantCulture));
        return Training && rate > 0 ? Graph.DropoutMask(plane, rate, lowering.NextDropoutStream()) : null;
    }

    /// <summary>
    /// A state of a loop. It starts from <paramref name="initial"/> (null: zeros); where the model streams, or where the caller was promised
    /// so, from a tensor of the caller, whose part it is, and goes back to one.
    /// </summary>
    public LoopState AddState(Loop loop, string letter, int part, Dimension columns, Value? initial, bool isInput = false) =>
        Graph.AddState(loop, letter, columns, isInput || Streaming ? Input(letter + "0", part, columns) : initial);

    /// <summary>A state that starts from a trained vector, the same for every sample; a stream gets it from the model's InitialState().</summary>
    public LoopState AddLearnedState(Loop loop, string letter, int part, Dimension columns, ParameterTensor start)
    {
        if (Streaming) lowering.Starts.Add((spec.Name + "." + letter + "0", part, start));
        return AddState(loop, letter, part, columns, Graph.Broadcast(Graph.Bias(start, 0, columns), Shape.Plane(columns, null)));
    }

    /// <summary>What a state is after the last step, handed to the caller where it wants it.</summary>
    public Value Final(LoopState state, string name, int part, bool isOutput = false)
    {
        var final = Graph.Final(state).Named(name);
        if (isOutput || Streaming) Output(state.Name + "n", part, final);
        return final;
    }

    /// <summary>How many different tokens an input has.</summary>
    public int VocabularyOf(Value tokens) => lowering.Spec.Inputs.First(i => i.Name == tokens.Get<InputAttribute>().Name).Vocabulary;

    /// <summary>Lets other layers read a value beside the layer's output under the name <c>layer.suffix</c>.</summary>
    public void Publish(string suffix, Flow flow) => lowering.Publish(spec.Name + "." + suffix, flow);

    /// <summary>Adds this layer's row to the summary table; work is counted in products.</summary>
    public void Describe(string kind, Value output) => lowering.Describe(spec.Name, kind, output);

    /// <summary>The letter of an equation as a value's name.</summary>
    public string Name(string letter) => spec.Name + "." + letter;

    /// <summary>Refuses the declaration unless <paramref name="condition"/> holds.</summary>
    public void Require(bool condition, SpecRule rule, params string[] arguments)
    {
        if (!condition) throw new SpecException(rule, index, [lowering.ModelName, spec.Name, .. arguments]);
    }
}
