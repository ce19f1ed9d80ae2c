using RnnGen.Data;
using RnnGen.Training;

namespace RnnGen.Runtime.Tests.Training;

public class PredictTests
{
    /// <summary>y = x on five samples, against targets that are off by 0, 1, −2, 0 and 2.</summary>
    private static readonly TensorDataset Data = new(new float[] { 1, 2, 3, 4, 5 }, new float[] { 1, 1, 5, 4, 3 }, steps: 1, features: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public void Batches_do_not_show_in_the_results(int batchSize)
    {
        var model = new LinearModel(1, 1);
        model.Parameters["linear.weight"][0] = 1;
        Assert.Equal([1, 2, 3, 4, 5], Trainer.Predict(model, Data, batchSize));
        var result = Trainer.Evaluate(model, Data, batchSize);

        // The loss of a batch is in single precision: 2⁻²⁴ relative.
        Assert.Equal(9.0 / 5, result.Loss, 9.0 / 5 * Math.ScaleB(1, -24));
        Assert.Equal(new Evaluation(result.Loss, new("mean_absolute_error", 1), new("mean_squared_error", 9.0 / 5)), result);
        Assert.Equal(Math.Sqrt(9.0 / 5), result.RootMeanSquaredError);
    }
}
