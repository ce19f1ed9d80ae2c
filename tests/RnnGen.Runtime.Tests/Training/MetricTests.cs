using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

public class MetricTests
{
    [Fact]
    public void Errors_of_values()
    {
        float[] y = [1, 2, -3], t = [1.5f, 0, -3];
        Assert.Equal(new MetricSum(2.5, 3), Metrics.MeanAbsoluteError.Add(default, y, t, 1));
        Assert.Equal(new MetricSum(1 + 4.25, 4), Metrics.MeanSquaredError.Add(new MetricSum(1, 1), y, t, 3));
        Assert.Equal(2.5 / 3, Metrics.MeanAbsoluteError.Add(default, y, t, 1).Mean);
        Assert.Equal(double.NaN, default(MetricSum).Mean);
    }

    [Fact]
    public void Accuracy_is_the_fraction_of_rows_whose_largest_output_is_the_label()
    {
        // The largest are 2, 0 (the first of two), 1, none (NaN is never the largest of all NaN) and an ignored row.
        float[] y = [0, 1, 2, 5, 5, 4, -3, -1, -2, float.NaN, float.NaN, float.NaN, 1, 0, 0];
        Assert.Equal(new MetricSum(3, 4), Metrics.Accuracy().Add(default, y, [2, 0, 1, 0, -100], 3));
        Assert.Equal(new MetricSum(1, 3), Metrics.Accuracy(ignoreIndex: 2).Add(default, y, [2, 1, 1, 0, 2], 3));
        Assert.Equal("accuracy", Metrics.Accuracy().Name);
    }

    [Fact]
    public void Binary_accuracy_compares_with_a_threshold()
    {
        // The threshold itself says 0, as in Keras.
        float[] logits = [-1, 0, 0.25f, 3];
        Assert.Equal(new MetricSum(3, 4), Metrics.BinaryAccuracy<float>(threshold: 0).Add(default, logits, [0, 0, 1, 0], 1));
        Assert.Equal(new MetricSum(2, 4), Metrics.BinaryAccuracy<int>(threshold: 0.5f).Add(default, logits, [0, 0, 1, 0], 1));
        Assert.Equal("accuracy", Metrics.BinaryAccuracy<int>(0).Name);
    }

    [Fact]
    public void Cross_entropy_is_the_log_likelihood_of_the_label()
    {
        // softmax(log 1, log 2, log 5) = 1/8, 2/8, 5/8; adding a constant changes nothing, also where exp would overflow.
        float[] y = [0, MathF.Log(2), MathF.Log(5), 1000, 1000, 1000];
        var sum = Metrics.CrossEntropy().Add(default, y, [2, 0], 3);

        // The logs are floats below 2, with errors of at most 2⁻²⁴ each.
        Assert.Equal(Math.Log(8.0 / 5) + Math.Log(3), sum.Sum, Math.Pow(2, -22));
        Assert.Equal(2, sum.Count);
        Assert.Equal(1, Metrics.CrossEntropy().Add(default, y, [2, -100], 3).Count);
    }

    [Fact]
    public void Binary_cross_entropy_is_that_of_logits()
    {
        // σ(0) = 1/2, σ(±1000) = 1 and 0: log 2, 0, and 1000 for the wrong side. Three roundings below 1024 are below 3·2⁻⁴⁴.
        var sum = Metrics.BinaryCrossEntropy<float>().Add(default, [0, 1000, -1000], [0.5f, 1, 1], 1);
        Assert.Equal(Math.Log(2) + 1000, sum.Sum, 1.8e-13);
        Assert.Equal(3, sum.Count);

        // −log σ(2) = log(1 + e⁻²), below 1 and from a difference of terms of at most 4: some 2·4·2⁻⁵³.
        Assert.Equal(Math.Log(1 + Math.Exp(-2)), Metrics.BinaryCrossEntropy<int>().Add(default, [2], [1], 1).Sum, 1e-15);
    }

    [Fact]
    public void A_label_that_is_none_is_found()
    {
        Assert.Contains("no class 3", Assert.Throws<InvalidDataException>(() => Metrics.CrossEntropy().Add(default, [1, 2, 3], [3], 3)).Message);
    }

    [Fact]
    public void Metrics_allocate_nothing()
    {
        float[] y = [1, 2, 3, 4], t = [0, 1, 0, 1];
        int[] labels = [0, 1];
        Metric<int>[] ofLabels = [Metrics.Accuracy(), Metrics.CrossEntropy()];
        Metric<float>[] ofValues =
            [Metrics.MeanAbsoluteError, Metrics.MeanSquaredError, Metrics.BinaryAccuracy<float>(0), Metrics.BinaryCrossEntropy<float>()];
        Assert.Equal(0, Allocations.Of(() =>
        {
            foreach (var metric in ofLabels) metric.Add(default, y, labels, 2);
            foreach (var metric in ofValues) metric.Add(default, y, t, 2);
        }));
    }

    [Fact]
    public void Evaluations_are_equal_if_their_numbers_are()
    {
        var a = new Evaluation(0.5, new("accuracy", 0.75), new("x", double.NaN));
        Assert.Equal(a, new Evaluation(0.5, new("accuracy", 0.75), new("x", double.NaN)));
        Assert.NotEqual(a, new Evaluation(0.5, new("accuracy", 0.5), new("x", double.NaN)));
        Assert.NotEqual(a, new Evaluation(0.5));
        Assert.Equal(default, new Evaluation(0));
        Assert.Equal((0.5, 0.75, 0.75), (a["loss"], a["accuracy"], a.Accuracy));
        Assert.Equal("loss 0.5, accuracy 0.75, x NaN", a.ToString());
        var error = Assert.Throws<KeyNotFoundException>(() => a.MeanAbsoluteError);
        Assert.Contains("'mean_absolute_error'. There are: loss, accuracy, x", error.Message);
    }
}
