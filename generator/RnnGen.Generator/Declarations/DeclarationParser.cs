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

    private IEnumerable<DeclaredAttribute> Inputs => _attributes.Where(attribute => attribute.Kind == "Input");

    /// <summary>Parses a class that bears [Model].</summary>
    public static Declaration Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var parser = new DeclarationParser(type, DeclaredAttribute.Of(type, cancellation));
        parser._findings.AddRange(ClassRules.Check(type, parser._model.Syntax, compilation));
        cancellation.ThrowIfCancellationRequested();
        return parser.Parse();
    }

    private Declaration Parse()
    {
        KeepOnePart();
        var trainable = _model.Get("Trainable", true);
        var precision = _model.GetEnum("Precision", Precision.Float32);
        var input = ReadInput();
        var loss = ReadLoss(trainable);
        var layerAttributes = _attributes.Where(attribute => LayerKinds.Contains(attribute.Kind)).ToList();
        var layers = ReadLayers(layerAttributes);
        var layerSyntax = layerAttributes.ConvertAll(layer => layer.Syntax);
        Report(_model, _model.Kind);

        // What the C# compiler rejects has no reading; rules about the rest would only add noise.
        ModelSpec? spec = null;
        if (input is not null && !_attributes.Any(attribute => attribute.IsBroken))
        {
            var containing = _type.ContainingNamespace;
            spec = new ModelSpec(
                containing.IsGlobalNamespace ? "" : containing.ToDisplayString(NamespaceFormat),
                _type.Name,
                _type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
                trainable,
                precision,
                input,
                layers,
                loss);
            _findings.AddRange(SpecChecks.Check(spec).Select(error => Declaration.Find(error, _model.Syntax, layerSyntax)));
        }

        if (_findings.Any(finding => finding.IsError)) spec = null;
        if (spec is { Input: { Steps: 0, Features: var features } })
            _findings.Add(new Finding(Descriptors.NoTimeAxis, Inputs.Single().Syntax, _type.Name, Invariant.Text(features)));
        return new Declaration(spec, _findings, _model.Syntax, layerSyntax);
    }

    /// <summary>The order of layers is that of the text, and parts of a class have no order among one another.</summary>
    private void KeepOnePart()
    {
        static SyntaxNode? Part(DeclaredAttribute attribute) => attribute.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        foreach (var attribute in _attributes.Where(attribute => Part(attribute) != Part(_model)))
            _findings.Add(new Finding(Descriptors.SpreadOverParts, attribute.Syntax, _type.Name, attribute.Kind));
        _attributes.RemoveAll(attribute => Part(attribute) != Part(_model));
        _attributes.Sort(static (a, b) => a.Syntax.SpanStart.CompareTo(b.Syntax.SpanStart));
    }

    private InputSpec? ReadInput()
    {
        var inputs = Inputs.ToList();
        if (inputs.Count == 0) _findings.Add(new Finding(Descriptors.NoInput, _model.Syntax, _type.Name));
        foreach (var second in inputs.Skip(1)) _findings.Add(new Finding(Descriptors.SeveralInputs, second.Syntax, _type.Name));
        if (inputs.Count != 1) return null;

        var input = inputs[0];
        var features = input.Get("features", 0);
        var steps = input.Get("steps", 0);
        if (input.IsBroken) return null;
        if (features <= 0) NotPositive(input, "features", features);
        if (!input.Has("steps") || steps > 0) return new InputSpec(features, steps);

        // In a spec, 0 steps would be a plain vector, which is not what was meant.
        NotPositive(input, "steps", steps);
        return null;
    }

    private LossKind? ReadLoss(bool trainable)
    {
        var loss = _attributes.Find(attribute => attribute.Kind == "Loss");
        if (loss is null)
        {
            if (trainable) _findings.Add(new Finding(Descriptors.NoLoss, _model.Syntax, _type.Name));
            return null;
        }

        var kind = loss.GetEnum("kind", LossKind.External);
        if (!trainable) loss.Contradictions.Add(($"[Loss({kind})]", "the model says Trainable = false; remove one of the two"));
        Report(loss, loss.Kind);
        return kind;
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
            if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
                _findings.Add(new Finding(Descriptors.NameNotIdentifier, layer.Syntax, _type.Name, name));
            layers.Add(LayerKinds.Read(name, layer));
            Report(layer, name);
        }

        return [.. layers];
    }

    private void NotPositive(DeclaredAttribute input, string what, int value) =>
        _findings.Add(new Finding(Descriptors.SizeNotPositive, input.Syntax, _type.Name, input.Kind, what, Invariant.Text(value)));

    private void Report(DeclaredAttribute attribute, string name)
    {
        foreach (var (what, why) in attribute.Contradictions)
            _findings.Add(new Finding(Descriptors.Contradiction, attribute.Syntax, _type.Name, name, what, why));
    }
}
