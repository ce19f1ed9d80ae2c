using Conformance.Models;
using RnnGen.Compiler;
using RnnGen.Compiler.Layers;
using RnnGen.Compiler.Spec;
using Xunit.Abstractions;

namespace Conformance.Layers;

/// <summary>Convolution and pooling of images: every padding, uneven sizes, edges that remain, and what stands around them in a network.</summary>
public class ImageTests(ITestOutputHelper output) : LayerTests(Images, output)
{
    private static readonly LayerCases Images = new(
        "Images",

        // 12 · 12 windows of 4 samples are more than two chunks.
        Case("Valid", 14, 13, 2, new Conv2DSpec("conv1", 5, 3, 2) { Activation = ActivationKind.Tanh }, (data, x) => ImageReference.Convolve(data, "conv1", x, 3, 2, activation: Math.Tanh)),
        Case("Same", 4, 5, 1, new Conv2DSpec("conv1", 3, 2, 4) { Padding = ConvolutionPadding.Same }, (data, x) => ImageReference.Convolve(data, "conv1", x, 2, 4, same: true)),
        Case("SameLarge", 2, 3, 2, new Conv2DSpec("conv1", 2, 5, 7) { Padding = ConvolutionPadding.Same }, (data, x) => ImageReference.Convolve(data, "conv1", x, 5, 7, same: true)),
        Case("Whole", 3, 4, 2, new Conv2DSpec("conv1", 4, 3, 4), (data, x) => ImageReference.Convolve(data, "conv1", x, 3, 4)),
        Case("One", 3, 2, 3, new Conv2DSpec("conv1", 18, 1, 1), (data, x) => ImageReference.Convolve(data, "conv1", x, 1, 1)),
        Case("Max", 5, 4, 3, new Pooling2DSpec("pool1", PoolingKind.Maximum, 2, 2), (_, x) => ImageReference.Pool(x, 2, 2, v => v.Max())),
        Case("Average", 4, 7, 2, new Pooling2DSpec("pool1", PoolingKind.Average, 1, 3), (_, x) => ImageReference.Pool(x, 1, 3, v => v.Average())),
        new(
            Specs.Vector(
                "Network", 9 * 8 * 2, LossKind.External, new Conv2DSpec("conv1", 4, 2, 3) { Height = 9, Width = 8, Activation = ActivationKind.Tanh }, new Pooling2DSpec("pool1", PoolingKind.Maximum, 2, 2),
                new Conv2DSpec("conv2", 3, 3, 3) { Padding = ConvolutionPadding.Same }, new Pooling2DSpec("pool2", PoolingKind.Average, 2, 1), new FlattenSpec("flatten1"), new DenseSpec("dense1", 5, ActivationKind.Linear)),
            data => ImageReference.Each(data, 9, 8, x => Network(data, x)))
        {
            Width = 36,
        },
        new(
            Specs.Vector(
                "Residual", 4 * 4 * 2, LossKind.External, new Conv2DSpec("conv1", 3, 1, 1) { Height = 4, Width = 4 }, new Conv2DSpec("conv2", 3, 3, 3) { Padding = ConvolutionPadding.Same },
                new JoinSpec("add1", JoinKind.Add) { From = new[] { "conv1", "conv2" } }, new GlobalPoolingSpec("pool1", PoolingKind.Average)),
            data => ImageReference.Each(data, 4, 4, x => Residual(data, x)))
        {
            Width = 36,
        });

    [Fact]
    public void TheWeightHasPyTorchsShape()
    {
        var model = Images.Models.Single("Same", Body.Active);
        Assert.Equal([3, 1, 2, 4], model.Parameters.Tensors[0].Shape);
        Assert.Equal([3], model.Parameters.Tensors[1].Shape);
        Assert.Equal("4 × 5 × 3", Assert.Single(model.Description.Layers).OutputShape);
    }

    /// <summary>The products of all windows: 2 · 3 · 1 · 2 · 4 for each of 4 · 5 pixels.</summary>
    [Fact]
    public void WorkIsThatOfAllWindows() => Assert.Equal(960, Assert.Single(Images.Models.Single("Same", Body.Active).Description.Layers).Flops);

    [Theory]
    [InlineData(3, 5, 3, 3, "which is no whole number of channels for 15 pixels")]
    [InlineData(0, 4, 3, 3, "say how many rows of pixels they are")]
    [InlineData(4, 4, 3, 5, "its input is an image of 4 × 4; with Padding = Same a kernel may be larger")]
    [InlineData(4, 4, 0, 3, "kernelHeight")]
    public void ImagesThatCannotBeAreRefused(int height, int width, int kernelHeight, int kernelWidth, string text) =>
        Assert.Contains(text, Assert.Single(Errors(Specs.Vector("Refused", 32, LossKind.External, new Conv2DSpec("conv1", 2, kernelHeight, kernelWidth) { Height = height, Width = width }))).Message);

    [Fact]
    public void WhatIsNoImageIsRefused()
    {
        Assert.Contains("its input is a sequence", Assert.Single(Errors(Specs.Sequence("Refused", 16, LossKind.External, new Pooling2DSpec("pool1", PoolingKind.Maximum, 2, 2) { Height = 4, Width = 4 }))).Message);
        Assert.Contains("use [MaxPooling2D]", Refused(new Pooling1DSpec("pool1", PoolingKind.Maximum, 2, 2)));
        Assert.Contains("its input is an image of 3 × 3", Refused(new Pooling2DSpec("pool1", PoolingKind.Average, 4, 1)));
        Assert.Contains("its input is an image of 3 × 3 already", Refused(new Pooling2DSpec("pool1", PoolingKind.Average, 1, 1) { Height = 9, Width = 1 }));
        Assert.Contains("an image has no direction", Refused(new Conv2DSpec("conv2", 1, 1, 1) { Padding = ConvolutionPadding.Causal }));
        Assert.Contains("holds 64 steps or pixels at most", Assert.Single(Errors(Specs.Vector("Refused", 100, LossKind.External, new Pooling2DSpec("pool1", PoolingKind.Maximum, 9, 9) { Height = 10, Width = 10 }))).Message);

        static string Refused(LayerSpec second) => Assert.Single(Errors(Specs.Vector("Refused", 16, LossKind.External, new Conv2DSpec("conv1", 2, 2, 2) { Height = 4, Width = 4 }, second))).Message;
    }

    [Fact]
    public void OfEqualPixelsTheFirstTakesTheGradient()
    {
        var model = Images.Models.Double("Average");
        var inputs = Inputs.Random(model, 1, 1, seed: 2);
        Assert.Equal(28 * 2, Runner.Train(model, inputs)["dX"].Length);
        var pool = ModelSet.Compile("Ties", [Specs.Vector("Ties", 4, LossKind.External, new Pooling2DSpec("pool1", PoolingKind.Maximum, 2, 2) { Height = 2, Width = 2 })], Body.Double).Double("Ties");
        Assert.Equal([0, 5, 0, 0], Runner.Train(pool, new Inputs(1, 1, new Dictionary<string, float[]> { ["x"] = [1, 3, 3, 2], ["dY"] = [5] }))["dX"]);
    }

    private static IEnumerable<SpecException> Errors(ModelSpec spec) => ModelCompiler.Validate(spec).Where(f => f.IsError);

    private static LayerCase Case(string name, int height, int width, int channels, LayerSpec layer, Func<LayerData, double[][][], double[][][]> reference)
    {
        layer = layer is Conv2DSpec convolution ? convolution with { Height = height, Width = width } : (Pooling2DSpec)layer with { Height = height, Width = width };
        return new(Specs.Vector(name, height * width * channels, LossKind.External, layer), data => ImageReference.Each(data, height, width, x => ImageReference.Flat(reference(data, x)))) { Width = 70 };
    }

    private static double[] Network(LayerData data, double[][][] x)
    {
        var first = ImageReference.Pool(ImageReference.Convolve(data, "conv1", x, 2, 3, activation: Math.Tanh), 2, 2, v => v.Max());
        var second = ImageReference.Pool(ImageReference.Convolve(data, "conv2", first, 3, 3, same: true), 2, 1, v => v.Average());
        return ImageReference.Dense(data, "dense1", ImageReference.Flat(second));
    }

    private static double[] Residual(LayerData data, double[][][] x)
    {
        var first = ImageReference.Convolve(data, "conv1", x, 1, 1);
        var second = ImageReference.Convolve(data, "conv2", first, 3, 3, same: true);
        return [.. Enumerable.Range(0, 3).Select(c => first.SelectMany(r => r).Zip(second.SelectMany(r => r), (a, b) => a[c] + b[c]).Average())];
    }
}
