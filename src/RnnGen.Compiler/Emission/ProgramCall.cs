using RnnGen.Compiler.Ir;
using RnnGen.Compiler.Spec;

namespace RnnGen.Compiler.Emission;

/// <summary>How the members of the user's class check what they are given and call the programs of the network.</summary>
internal static class ProgramCall
{
    /// <summary>The call of a program that one thread runs; a pointer for every tensor in the order of the signature.</summary>
    public static string Of(ProgramSignature signature, string network, string program, string arena, IEnumerable<string> tensors, string batch = "batch", string steps = "steps") =>
        $"{network}.{program}({Arguments(signature, arena, tensors, batch, steps)})";

    /// <summary>Calls a program that the threads of a workspace do together, and says what it returns, if anything.</summary>
    /// <returns>The number it returns, as a C# expression.</returns>
    public static string Share(SourceWriter writer, ProgramSignature signature, string network, string program, string arena, IEnumerable<string> tensors, string masks = "", string gradients = "")
    {
        writer.Line($"var call = new {network}.{program}Call({Arguments(signature, arena, tensors, masks: masks, gradients: gradients)});");
        writer.Line($"global::RnnGen.Numerics.ThreadTeam.Run(workspace.Threads, &{network}.{program}Call.Run, &call);");
        return "call.Result";
    }

    /// <summary>What a call of a program is about, for the threads that do it together.</summary>
    public static void EmitCall(SourceWriter writer, ProgramSignature signature, string program, string real)
    {
        string[] names = [.. signature.Extents.Select(p => p.Name)];
        writer.Gap().Summary($"A call of {program}, for the threads that do it together.");
        using (writer.Open($"internal struct {program}Call({string.Join(", ", signature.Extents.Select(p => $"{p.Type} {p.Name}").Prepend($"Arena<{real}> arena"))})"))
        {
            var run = $"{program}({string.Join(", ", names.Prepend("arena").Append("worker"))})";
            if (signature.ReturnsLoss) writer.Line($"internal {real} Result;").Line();
            writer.Line($"internal static void Run(void* call, Worker worker) => (({program}Call*)call)->Run(worker);").Line();
            if (!signature.ReturnsLoss)
            {
                writer.Line($"private readonly void Run(Worker worker) => {run};");
                return;
            }

            using (writer.Open("private void Run(Worker worker)"))
            {
                writer.Line($"{real} result = {run};");
                writer.Line("if (worker.IsFirst) Result = result;");
            }
        }
    }

    private static string Arguments(ProgramSignature signature, string arena, IEnumerable<string> tensors, string batch = "batch", string steps = "steps", string masks = "", string gradients = "")
    {
        IEnumerable<string> arguments =
        [
            arena, "_packed.Pointer", .. signature.HasParameters ? new[] { "Parameters.Pointer" } : [], .. tensors,
            .. signature.HasGradients ? new[] { gradients } : [], batch, steps, .. signature.Axes.Select(a => a.Name), .. signature.HasMasks ? new[] { masks } : [],
        ];
        return string.Join(", ", arguments);
    }

    /// <summary>Declares the steps of all axes and checks every tensor of a call.</summary>
    public static void Check(SourceWriter writer, ProgramSignature signature, IReadOnlyList<CallerTensor> inputs, IEnumerable<CallerTensor> tensors, CompiledNetwork compiled)
    {
        var told = DeclareSteps(writer, inputs, compiled);
        DeriveSteps(writer, signature.Axes);
        CheckTensors(writer, tensors, compiled, told);
    }

    /// <summary>Declares the steps of every axis, from the length of the first tensor along it, and checks the workspace on the way.</summary>
    /// <returns>The tensors whose lengths are checked with that.</returns>
    public static IReadOnlyCollection<CallerTensor> DeclareSteps(SourceWriter writer, IReadOnlyList<CallerTensor> inputs, CompiledNetwork compiled)
    {
        var told = new List<CallerTensor>();
        foreach (var axis in new[] { Axis.Main.Name }.Concat(inputs.Select(t => t.Shape.Axis).Where(a => a is { FixedSteps: 0, Source: null }).Select(a => a!.Name)).Distinct())
        {
            var first = inputs.FirstOrDefault(t => t.Shape.Axis?.Name == axis && t.Parts == 1);
            if (first is not null)
            {
                told.Add(first);
                writer.Line($"int {axis} = global::RnnGen.Numerics.Check.Steps({first.Identifier}.Length, {Features(first, compiled)}, batch, workspace, nameof({first.Identifier}));");
                if (compiled.LeastSteps.TryGetValue(axis, out var least)) writer.Line($"global::RnnGen.Numerics.Check.LeastSteps({axis}, {Literal.Of(least)}, nameof({first.Identifier}));");
                if (compiled.StepLimits.TryGetValue(axis, out var limit)) writer.Line($"global::RnnGen.Numerics.Check.Capacity({axis}, {Literal.Of(limit)}, nameof({axis}));");
                if (first.Shape.Axis!.FixedSteps > 0) writer.Line($"global::RnnGen.Numerics.Check.FixedSteps({axis}, {Literal.Of(first.Shape.Axis.FixedSteps)}, nameof({first.Identifier}));");
            }
            else if (!inputs.Any(t => t.Shape.Axis is { FixedSteps: 0 }))
            {
                told.Add(inputs[0]);
                var steps = inputs[0].Shape.Axis is { } only ? Literal.Of(only.FixedSteps) + " * " : "";
                writer.Line($"int steps = global::RnnGen.Numerics.Check.Vector({inputs[0].Identifier}.Length, {steps}{Features(inputs[0], compiled)}, batch, workspace, nameof({inputs[0].Identifier}));");
            }
        }

        return told;
    }

    /// <summary>Declares the steps of the axes that follow from others.</summary>
    public static void DeriveSteps(SourceWriter writer, IEnumerable<Axis> axes)
    {
        foreach (var axis in axes.Where(a => a.Source is not null).OrderBy(a => a.LeastOfRoot(1)).ThenBy(a => a.Name.Length))
            writer.Line($"int {axis.Name} = global::RnnGen.Numerics.Windows.Count({axis.Source!.Name}, {Literal.Of(axis.Size)}, {Literal.Of(axis.Stride)});");
    }

    /// <summary>Checks the length of every tensor that did not tell the steps, and the numbers within those that hold whole numbers.</summary>
    public static void CheckTensors(SourceWriter writer, IEnumerable<CallerTensor> tensors, CompiledNetwork compiled, IReadOnlyCollection<CallerTensor>? told = null)
    {
        foreach (var tensor in tensors)
        {
            var name = tensor.Identifier;
            if (tensor.IsLengths)
            {
                writer.Line($"global::RnnGen.Numerics.Check.Lengths({name}, batch, {tensor.StepsName(compiled)});");
                continue;
            }

            if (told?.Contains(tensor) != true) writer.Line((tensor.Id.IsBeside ? $"if ({name}.Length > 0) " : "") + CallerTensors.Check(tensor));
            if (tensor.Shape.Form != Form.Tokens) continue;
            writer.Line(tensor.Role == TensorRole.Target
                ? LabelCheck(tensor, compiled)
                : $"global::RnnGen.Numerics.Check.Tokens({name}, {Literal.Of(tensor.InputOf(compiled).Vocabulary)}, nameof({name}));");
        }
    }

    private static string LabelCheck(CallerTensor tensor, CompiledNetwork compiled)
    {
        var output = compiled.Outputs.First(o => o.Name == tensor.Id.Of);
        var ignored = compiled.Spec.Losses.First(l => l.Of is null || compiled.Outputs.Count == 1 || l.Of == output.Name).IgnoreIndex;
        return $"global::RnnGen.Numerics.Check.Labels({tensor.Identifier}, {Literal.Of(output.Value.Shape.Columns.Size)}, {(ignored is { } index ? Literal.Of(index) : "null")}, nameof({tensor.Identifier}));";
    }

    private static string Features(CallerTensor tensor, CompiledNetwork compiled) =>
        tensor.Shape.Form == Form.Tokens ? "1" : CallerTensors.Columns(tensor, compiled);
}
