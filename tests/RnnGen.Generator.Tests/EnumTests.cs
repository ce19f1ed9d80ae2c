using RnnGen.Compiler.Layers;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Tests;

/// <summary>The parser carries enums over by number, so the attributes' and the compiler's must agree.</summary>
public class EnumTests
{
    [Theory]
    [InlineData(typeof(Activation), typeof(ActivationKind))]
    [InlineData(typeof(RnnGen.BiasKind), typeof(Compiler.Layers.BiasKind))]
    [InlineData(typeof(RnnGen.DropoutMaskKind), typeof(Compiler.Layers.DropoutMaskKind))]
    [InlineData(typeof(RnnGen.Family), typeof(Compiler.Layers.Family))]
    [InlineData(typeof(RnnGen.InitialStateKind), typeof(Compiler.Layers.InitialStateKind))]
    [InlineData(typeof(RnnGen.InitializerKind), typeof(Compiler.Layers.InitializerKind))]
    [InlineData(typeof(RnnGen.MergeKind), typeof(Compiler.Layers.MergeKind))]
    [InlineData(typeof(RnnGen.RecurrentMaskKind), typeof(Compiler.Layers.RecurrentMaskKind))]
    [InlineData(typeof(RnnGen.UpdateGateKind), typeof(Compiler.Layers.UpdateGateKind))]
    [InlineData(typeof(RnnGen.ReturnKind), typeof(Compiler.Layers.ReturnKind))]
    [InlineData(typeof(AttentionScore), typeof(Compiler.Layers.AttentionScore))]
    [InlineData(typeof(ConvolutionPadding), typeof(Compiler.Layers.ConvolutionPadding))]
    [InlineData(typeof(RnnGen.ActivationAccuracy), typeof(Compiler.Spec.ActivationAccuracy))]
    [InlineData(typeof(RnnGen.WeightPrecision), typeof(Compiler.Spec.WeightPrecision))]
    [InlineData(typeof(RnnGen.Precision), typeof(Compiler.Spec.Precision))]
    [InlineData(typeof(Reduction), typeof(global::RnnGen.Generator.Declarations.ReductionKind))]
    [InlineData(typeof(RnnGen.LossKind), typeof(Compiler.Spec.LossKind))]
    public void Attributes_and_compiler_mean_the_same_number(Type attribute, Type compiler) =>
        Assert.Equal(Members(compiler), Members(attribute));

    [Fact]
    public void Every_rule_of_the_compiler_is_a_diagnostic() =>
        Assert.All(Enum.GetValues<Compiler.Spec.SpecRule>(), rule => Assert.Contains(SpecDescriptors.Of(rule), Descriptors.All));

    [Fact]
    public void A_rule_is_an_error_for_both_or_for_none() => Assert.All(
        Enum.GetValues<Compiler.Spec.SpecRule>(),
        rule => Assert.Equal(new Compiler.Spec.SpecException(rule, -1).IsError, SpecDescriptors.Of(rule).DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));

    private static IEnumerable<(string Name, int Number)> Members(Type type) =>
        Enum.GetNames(type).Select(name => (name, (int)Enum.Parse(type, name)));
}
