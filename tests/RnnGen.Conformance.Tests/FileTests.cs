using Conformance.Models;

namespace Conformance;

/// <summary>Weights survive a file bit by bit, and no other file is taken for one.</summary>
public sealed class FileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rnngen-");

    private string Weights => Path.Combine(_folder.FullName, "weights.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ALoadedModelHasTheBitsOfTheSavedOne()
    {
        var saved = CommonModels.Set.Single("Mixed", Body.Dispatch, 5);
        saved.Save(Weights);
        var loaded = CommonModels.Set.Single("Mixed", Body.Dispatch).Load(Weights);
        Assert.Equal(saved.Parameters.Values.ToArray(), loaded.Parameters.Values.ToArray());
        var inputs = Inputs.Random(saved, batch: 3, steps: 5, seed: 1);
        Agreement.InBits(Runner.Predict(saved, inputs), Runner.Predict(loaded, inputs), "loaded");
    }

    [Fact]
    public void ADoubleModelHasThemToo()
    {
        var saved = CommonModels.Set.Double("Mixed", 5);
        saved.Save(Weights);
        Assert.Equal(saved.Parameters.Values.ToArray(), CommonModels.Set.Double("Mixed").Load(Weights).Parameters.Values.ToArray());
    }

    /// <summary>Running values are in the file, and it does not matter to it what was frozen.</summary>
    [Fact]
    public void BuffersAndFrozenWeightsAreAmongThem()
    {
        var saved = Layers.BatchNormModels.Set.Double("Frozen", 5);
        saved.Parameters["norm1.running_mean"].Fill(0.25);
        saved.Save(Weights);
        var loaded = Layers.BatchNormModels.Set.Double("Thawed").Load(Weights);
        foreach (var tensor in saved.Parameters.Tensors) Assert.Equal(saved.Parameters[tensor.Name].ToArray(), loaded.Parameters[tensor.Name].ToArray());
        var inputs = Inputs.Random(saved, batch: 3, steps: 5, seed: 1);
        Agreement.InBits(Runner.Predict(saved, inputs), Runner.Predict(loaded, inputs), "loaded");
    }

    /// <summary>Dropout is no part of the contract: what was trained with it may predict without it.</summary>
    [Fact]
    public void WeightsFitTheSameLayersWithoutDropout()
    {
        var saved = CommonModels.Set.Single("Dropping", Body.Dispatch, 5);
        saved.Save(Weights);
        var loaded = CommonModels.Set.Single("W2", Body.Dispatch).Load(Weights);
        Assert.Equal(saved.Parameters.Values.ToArray(), loaded.Parameters.Values.ToArray());
    }

    [Fact]
    public void WeightsOfAnotherModelAreRefused()
    {
        CommonModels.Set.Single("W2", Body.Dispatch).Save(Weights);
        var error = Assert.Throws<InvalidDataException>(() => CommonModels.Set.Single("Mixed", Body.Dispatch).Load(Weights));
        Assert.Contains("W2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsOfAnotherPrecisionAreRefused()
    {
        CommonModels.Set.Double("W2").Save(Weights);
        var error = Assert.Throws<InvalidDataException>(() => CommonModels.Set.Single("W2", Body.Dispatch).Load(Weights));
        Assert.Contains("F64", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(-1)]
    public void ATruncatedFileIsRefused(int length)
    {
        var model = CommonModels.Set.Single("W2", Body.Dispatch);
        model.Save(Weights);
        var bytes = File.ReadAllBytes(Weights);
        File.WriteAllBytes(Weights, bytes[..(length < 0 ? bytes.Length + length : length)]);
        Assert.Throws<InvalidDataException>(() => model.Load(Weights));
        Assert.Throws<InvalidDataException>(() => RnnGen.Serialization.ModelFile.Load(Weights, model.Description, model.Parameters));
        Assert.Equal(CommonModels.Set.Single("W2", Body.Dispatch).Parameters.Values.ToArray(), model.Parameters.Values.ToArray());
    }

    [Fact]
    public void AMissingFileIsAnIOException() =>
        Assert.ThrowsAny<IOException>(() => CommonModels.Set.Single("W2", Body.Dispatch).Load(Weights));
}
