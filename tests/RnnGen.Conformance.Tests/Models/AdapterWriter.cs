using System.Text;
using Microsoft.CodeAnalysis;

namespace Conformance.Models;

/// <summary>Writes the class that puts a generated model behind <see cref="TestModel{T}"/>, from the signatures it was given.</summary>
internal static class AdapterWriter
{
    public static string ClassName(string @namespace, string model) => $"{@namespace}.{model}Adapter";

    public static string Write(INamedTypeSymbol model)
    {
        var (space, name) = (model.ContainingNamespace.ToDisplayString(), model.Name);
        var predict = Method(model, "Predict")!;
        var real = ((INamedTypeSymbol)predict.Parameters.First(p => p.Type.Name == "Span").Type).TypeArguments[0].ToDisplayString();
        var state = model.GetTypeMembers("State").SingleOrDefault();
        var states = PublicSpans(state, "Span");
        var forward = Method(model, "Forward");
        var backward = Method(model, "Backward");
        var loss = Method(model, "Loss");
        var evaluate = Method(model, "Evaluate");
        var step = Method(model, "Step");
        var start = Method(model, "InitialState");
        var outputs = PublicSpans(model.GetTypeMembers("TrainingWorkspace").SingleOrDefault(), "ReadOnlySpan")
            .DistinctBy(o => o == "Outputs" ? "Y" : o)
            .Select(o => $"\"{(o == "Outputs" ? "y" : Camel(o))}\" => (({name}.TrainingWorkspace)workspace).{o}, ");
        const string None = "throw new System.NotSupportedException()";
        return $$"""
            #nullable enable
            namespace {{space}}
            {
                using System;
                using System.Collections.Generic;
                using RnnGen;
                using Conformance.Models;

                public sealed class {{name}}Adapter : TestModel<{{real}}>
                {
                    private readonly {{name}} _model;
                    {{(state is null ? "" : $"private {name}.State _state;")}}
                    public {{name}}Adapter(ulong seed) => _model = new {{name}}(seed);
                    private {{name}}Adapter({{name}} model) => _model = model;
                    public override object Instance => _model;
                    public override ModelDescription Description => {{name}}.ModelDescription;
                    public override TensorBlock<{{real}}> Parameters => _model.Parameters;
                    public override Signature PredictSignature { get; } = {{Signature(predict)}};
                    public override Signature ForwardSignature { get; } = {{Signature(forward)}};
                    public override Signature LossSignature { get; } = {{Signature(loss)}};
                    public override Signature EvaluateSignature { get; } = {{Signature(evaluate)}};
                    public override Signature BackwardSignature { get; } = {{Signature(backward)}};
                    public override IReadOnlyList<string> States { get; } = new string[] { {{Quoted(states)}} };
                    public override void RefreshWeights(int threads = 1) => _model.RefreshWeights(threads);
                    public override ModelWorkspace CreateWorkspace(int maxBatch, int maxSteps) =>
                        _model.CreateWorkspace(maxBatch, maxSteps);
                    public override TrainingWorkspace<{{real}}> CreateTrainingWorkspace(int maxBatch, int maxSteps) =>
                        {{(forward is null ? None : "_model.CreateTrainingWorkspace(maxBatch, maxSteps)")}};
                    public override void Predict(Tensors<{{real}}> tensors, int batch, ModelWorkspace workspace) =>
                        _model.Predict({{Arguments(predict)}} batch, ({{name}}.Workspace)workspace);
                    public override void PredictOne(Tensors<{{real}}> tensors, ModelWorkspace workspace) =>
                        _model.Predict({{Arguments(predict)}} ({{name}}.Workspace)workspace);
                    public override {{real}} Evaluate(Tensors<{{real}}> tensors, int batch, ModelWorkspace workspace) =>
                        {{(evaluate is null ? None : $"_model.Evaluate({Arguments(evaluate)} batch, ({name}.Workspace)workspace)")}};
                    public override void Forward(Tensors<{{real}}> tensors, int batch, TrainingWorkspace<{{real}}> workspace) =>
                        {{(forward is null ? None : $"_model.Forward({Arguments(forward)} batch, ({name}.TrainingWorkspace)workspace)")}};
                    public override {{real}} Loss(Tensors<{{real}}> tensors, TrainingWorkspace<{{real}}> workspace) =>
                        {{(loss is null ? None : $"_model.Loss({Arguments(loss)} ({name}.TrainingWorkspace)workspace)")}};
                    public override void Backward(Tensors<{{real}}> tensors, TrainingWorkspace<{{real}}> workspace) =>
                        {{(backward is null ? None : $"_model.Backward({Arguments(backward)} ({name}.TrainingWorkspace)workspace)")}};
                    public override ReadOnlySpan<{{real}}> Output(string name, TrainingWorkspace<{{real}}> workspace) => name switch
                    {
                        {{string.Concat(outputs)}}
                        _ => throw new KeyNotFoundException(name),
                    };
                    public override Signature StartSignature { get; } = {{Signature(start)}};
                    public override void Restart(Tensors<{{real}}> tensors) => {{(start is null ? None : $"_state = {Start(start, name)}")}};
                    public override Signature StepSignature { get; } = {{StepSignature(step)}};
                    public override void Step(Tensors<{{real}}> tensors) => {{(step is null ? None : $"_model.Step(ref _state, {StepArguments(step)})")}};
                    public override Span<{{real}}> State(string name) => name switch
                    {
                        {{string.Concat(states.Select(s => $"\"{s}\" => _state.{s}, "))}}
                        _ => throw new KeyNotFoundException(name),
                    };
                    public override void Save(string path) => _model.Save(path);
                    public override TestModel<{{real}}> Load(string path) => new {{name}}Adapter({{name}}.Load(path)) { Table = Table };
                }
            }
            """;
    }

    private static string[] PublicSpans(INamedTypeSymbol? type, string kind) =>
    [
        .. type?.GetMembers().OfType<IPropertySymbol>()
            .Where(p => p.DeclaredAccessibility == Accessibility.Public && p.Type.Name == kind).Select(p => p.Name) ?? [],
    ];

    /// <summary>The overload with the most parameters.</summary>
    private static IMethodSymbol? Method(INamedTypeSymbol model, string name) => model.GetMembers(name).OfType<IMethodSymbol>()
        .Where(m => m.DeclaredAccessibility == Accessibility.Public)
        .OrderByDescending(m => m.Parameters.Length).FirstOrDefault();

    private static IEnumerable<string> Spans(IMethodSymbol? method, string type) =>
        method?.Parameters.Where(p => p.Type.Name == type).Select(p => p.Name) ?? [];

    private static string Signature(IMethodSymbol? method) =>
        $"new(new string[] {{ {Quoted(Spans(method, "ReadOnlySpan"))} }}, new string[] {{ {Quoted(Spans(method, "Span"))} }})";

    private static string Arguments(IMethodSymbol method)
    {
        var text = new StringBuilder();
        foreach (var parameter in method.Parameters.Where(p => p.Type.Name.EndsWith("Span", StringComparison.Ordinal)))
            text.Append(IsWhole(parameter) ? $"tensors.Whole(\"{parameter.Name}\"), " : $"tensors[\"{parameter.Name}\"], ");
        return text.ToString().TrimEnd();
    }

    /// <summary>The call that begins a stream.</summary>
    private static string Start(IMethodSymbol start, string model)
    {
        if (start.Parameters.Length == 0) return $"{(start.IsStatic ? model : "_model")}.InitialState()";
        return $"_model.InitialState({Arguments(start)} _model.CreateWorkspace(1, 64))";
    }

    private static bool IsWhole(IParameterSymbol parameter) => ((INamedTypeSymbol)parameter.Type).TypeArguments[0].SpecialType == SpecialType.System_Int32;

    /// <summary>The inputs of one step are values, or a token.</summary>
    private static string StepSignature(IMethodSymbol? step) =>
        $"new(new string[] {{ {Quoted(step?.Parameters.Skip(1).Where(p => p.Type.Name != "Span").Select(p => p.Name) ?? [])} }}, new string[] {{ {Quoted(Spans(step, "Span"))} }})";

    private static string StepArguments(IMethodSymbol step) =>
        string.Join(", ", step.Parameters.Skip(1).Select(p => p.Type.SpecialType == SpecialType.System_Int32 ? $"tensors.Whole(\"{p.Name}\")[0]" : $"tensors[\"{p.Name}\"]"));

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
