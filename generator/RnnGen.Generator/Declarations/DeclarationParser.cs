using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Compiler.Spec;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Declarations;

/// <summary>Attributes to <see cref="ModelSpec"/>: the one place that looks at symbols.</summary>
internal sealed class DeclarationParser
{
    // An escaped keyword stays escaped: the text is printed as it stands.
    private static readonly SymbolDisplayFormat NamespaceFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private readonly INamedTypeSymbol _type;
    private readonly List<DeclaredAttribute> _attributes;
    private readonly DeclaredAttribute _model;
    private readonly List<Finding> _findings = [];

    private DeclarationParser(INamedTypeSymbol type, List<DeclaredAttribute> attributes)
    {
        _type = type;
        _attributes = attributes;
        _model = attributes.First(attribute => attribute.IsModel);
    }

    /// <summary>Parses a class that bears [Model].</summary>
    public static Declaration Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var parser = new DeclarationParser(type, DeclaredAttribute.Of(type, compilation, cancellation));
        parser._findings.AddRange(ClassRules.Check(type, parser._model.Syntax, compilation));
        cancellation.ThrowIfCancellationRequested();
        return parser.Parse();
    }

    private Declaration Parse()
    {
        KeepOnePart();
        var (inputs, layers, losses) = (Where(InputKinds.Contains), Where(LayerKinds.Contains), Where(kind => kind == "Loss"));
        var spec = new ModelSpec(
            _type.ContainingNamespace.IsGlobalNamespace ? "" : _type.ContainingNamespace.ToDisplayString(NamespaceFormat),
            _type.Name,
            _type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            _model.Get("Trainable", true),
            _model.GetEnum("Precision", Precision.Float32),
            ReadInputs(inputs),
            ReadLayers(layers),
            ReadLosses(losses))
        {
            Stateful = _model.Get("Stateful", false),
            Activations = _model.GetEnum("Activations", ActivationAccuracy.Accurate),
            Weights = _model.GetEnum("Weights", WeightPrecision.Exact),
        };
        Report(_model, _model.Kind);

        // What the C# compiler rejects has no reading; rules about the rest would only add noise.
        var readable = inputs.Count > 0 && !_attributes.Any(attribute => attribute.IsBroken);
        return new Declaration(readable ? spec : null, _findings.ToArray(), Place.Of(_model.Syntax), Places(inputs), Places(layers), Places(losses));
    }

    private static Place[] Places(List<DeclaredAttribute> attributes) => [.. attributes.Select(attribute => Place.Of(attribute.Syntax))];

    private List<DeclaredAttribute> Where(Func<string, bool> kind) => [.. _attributes.Where(attribute => kind(attribute.Kind))];

    /// <summary>The order of layers is that of the text, and parts of a class have no order among one another.</summary>
    private void KeepOnePart()
    {
        static SyntaxNode? Part(DeclaredAttribute attribute) => attribute.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        foreach (var attribute in _attributes.Where(attribute => Part(attribute) != Part(_model)))
            _findings.Add(new Finding(Descriptors.SpreadOverParts, attribute.Syntax, _type.Name, attribute.Kind));
        _attributes.RemoveAll(attribute => Part(attribute) != Part(_model));
        _attributes.Sort(static (a, b) => a.Syntax.SpanStart.CompareTo(b.Syntax.SpanStart));
    }

    private InputSpec[] ReadInputs(List<DeclaredAttribute> attributes)
    {
        if (attributes.Count == 0) _findings.Add(new Finding(Descriptors.NoInput, _model.Syntax, _type.Name));
        var inputs = new List<InputSpec>();
        foreach (var input in attributes)
        {
            var name = input.Get("Name", inputs.Count == 0 ? "x" : "x" + Invariant.Text(inputs.Count + 1));
            ExpectIdentifier(input, name);
            inputs.Add(InputKinds.Read(name, input));
            foreach (var (what, size) in input.Sizes)
                _findings.Add(new Finding(Descriptors.SizeNotPositive, input.Syntax, _type.Name, name, what, Invariant.Text(size)));
            Report(input, name);
        }

        return [.. inputs];
    }

    private LayerSpec[] ReadLayers(List<DeclaredAttribute> attributes)
    {
        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        var layers = new List<LayerSpec>();
        foreach (var layer in attributes)
        {
            // Named layers count too, so that naming one renames no other, and files stay readable.
            ordinals.TryGetValue(layer.Kind, out var ordinal);
            ordinals[layer.Kind] = ++ordinal;
            var name = layer.Get("Name", layer.Kind.ToLowerInvariant() + Invariant.Text(ordinal));
            ExpectIdentifier(layer, name);
            layers.Add(LayerKinds.Read(name, layer) with { From = Names(layer.Get<string?>("From", null)), Trainable = layer.Get("Trainable", true) });
            Report(layer, name);
        }

        return [.. layers];
    }

    private LossSpec[] ReadLosses(List<DeclaredAttribute> attributes)
    {
        var trainable = _model.Get("Trainable", true);
        if (trainable && attributes.Count == 0) _findings.Add(new Finding(Descriptors.NoLoss, _model.Syntax, _type.Name));
        var losses = new List<LossSpec>();
        foreach (var loss in attributes)
        {
            losses.Add(LossReader.Read(loss));
            if (!trainable) loss.Contradictions.Add(($"[Loss({losses[^1].Kind})]", "the model says Trainable = false; remove one of the two"));
            Report(loss, loss.Kind);
        }

        return [.. losses];
    }

    /// <summary><c>"a, b"</c> → a and b.</summary>
    private static string[] Names(string? list) => list is null ? [] : [.. list.Split(',').Select(name => name.Trim())];

    private void ExpectIdentifier(DeclaredAttribute attribute, string name)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
            _findings.Add(new Finding(Descriptors.NameNotIdentifier, attribute.Syntax, _type.Name, name));
    }

    private void Report(DeclaredAttribute attribute, string name)
    {
        foreach (var (what, why) in attribute.Contradictions)
            _findings.Add(new Finding(Descriptors.Contradiction, attribute.Syntax, _type.Name, name, what, why));
        foreach (var problem in attribute.CellProblems)
            _findings.Add(new Finding(CellDescriptors.Of(problem.Rule), problem.Where ?? attribute.Syntax, [_type.Name, .. problem.Arguments]));
    }
}
