using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

public class GeneratorHostTests
{
    [Fact]
    public void A_loaded_model_is_declared_with_the_attributes_of_this_process()
    {
        var type = GeneratorHost.Run(Declarations.Ridership).Load().GetType("Transit.RidershipForecaster", throwOnError: true)!;

        Assert.Equal(
            [typeof(ModelAttribute), typeof(InputAttribute), typeof(GruAttribute), typeof(GruAttribute), typeof(DenseAttribute),
                typeof(DropoutAttribute), typeof(DenseAttribute), typeof(LossAttribute)],
            type.GetCustomAttributes(inherit: false).Select(attribute => attribute.GetType()).Where(attribute => attribute.Namespace == "RnnGen"));
    }

    [Fact]
    public void Attributes_keep_what_was_written()
    {
        var type = GeneratorHost.Run(Declarations.Ridership).Load().GetType("Transit.RidershipForecaster", throwOnError: true)!;
        T Single<T>(int index = 0) => type.GetCustomAttributes(inherit: false).OfType<T>().ElementAt(index);

        Assert.Equal((true, Precision.Float32), (Single<ModelAttribute>().Trainable, Single<ModelAttribute>().Precision));
        Assert.Equal((30, 5), (Single<InputAttribute>().Steps, Single<InputAttribute>().Features));
        Assert.Equal((64, ReturnKind.Sequence, 0.2f), (Single<GruAttribute>().Units, Single<GruAttribute>().Return, Single<GruAttribute>().InputDropout));
        Assert.Equal((32, ReturnKind.Last, 1), (Single<GruAttribute>(1).Units, Single<GruAttribute>(1).Return, Single<GruAttribute>(1).Layers));
        Assert.Equal((32, Activation.Relu), (Single<DenseAttribute>().Units, Single<DenseAttribute>().Activation));
        Assert.Equal(Activation.Linear, Single<DenseAttribute>(1).Activation);
        Assert.Equal(0.2f, Single<DropoutAttribute>().Rate);
        Assert.Equal(LossKind.MeanSquaredError, Single<LossAttribute>().Kind);
    }

    [Fact]
    public void A_warning_is_an_error_unless_it_is_asked_for()
    {
        const string Unused = "class C { void M() { int x; } }";

        Assert.Equal("CS0168", Assert.Single(GeneratorHost.Run(Unused).Errors).Id);
        Assert.Empty(GeneratorHost.Run(Unused, new GeneratorHostOptions { WarningsAsErrors = false }).Errors);
        Assert.Contains("CS0168", Assert.Throws<InvalidOperationException>(() => GeneratorHost.Run(Unused).Load()).Message);
    }

    [Fact]
    public void The_language_is_the_oldest_claimed()
    {
        const string Field = "class C { public int P { get => field; set; } }";

        Assert.NotEmpty(GeneratorHost.Run(Field).Errors);
        Assert.Empty(GeneratorHost.Run(Field, new GeneratorHostOptions { LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest }).Errors);
    }

    [Fact]
    public void Arithmetic_is_checked()
    {
        const string Overflow = "public static class C { public static int Next(int x) => x + 1; }";
        static object? Next(GeneratorHostOptions options) =>
            GeneratorHost.Run(Overflow, options).Load().GetType("C")!.GetMethod("Next")!.Invoke(null, [int.MaxValue]);

        var error = Assert.Throws<System.Reflection.TargetInvocationException>(() => Next(new GeneratorHostOptions()));
        Assert.IsType<OverflowException>(error.InnerException);
        Assert.Equal(int.MinValue, Next(new GeneratorHostOptions { CheckedArithmetic = false }));
    }

    [Fact]
    public void Without_the_usings_of_the_package_words_are_written_out()
    {
        var options = new GeneratorHostOptions { PackageUsings = false };

        Assert.NotEmpty(GeneratorHost.Run(Declarations.Ridership, options).Errors);
        Assert.Empty(GeneratorHost.Run(
            Declarations.Ridership
                .Replace("= Float32", "= Precision.Float32").Replace("= Sequence", "= ReturnKind.Sequence")
                .Replace("= Relu", "= Activation.Relu").Replace("(MeanSquaredError)", "(LossKind.MeanSquaredError)"),
            options).Errors);
    }
}
