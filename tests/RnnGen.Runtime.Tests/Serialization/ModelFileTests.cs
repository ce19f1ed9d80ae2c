using RnnGen.Data;
using RnnGen.Serialization;

namespace RnnGen.Runtime.Tests.Serialization;

public sealed class ModelFileTests : IDisposable
{
    private static readonly ModelDescription Description =
        Describe("Forecaster", "c0ffee", Blocks.Tensor("gru.weight", 6, 2), Blocks.Tensor("gru.bias", 6));

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["model.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Floats_and_companions_come_back()
    {
        var saved = Parameters<float>(Description);
        var scaler = Fitted("scaler");
        ModelFile.Save(Path, Description, saved, scaler);

        var (loaded, loadedScaler) = (new TensorBlock<float>(Description.Parameters), new StandardScaler());
        ModelFile.Load(Path, Description, loaded, loadedScaler);
        Assert.Equal(saved.Values.ToArray(), loaded.Values.ToArray());
        Assert.Equal(scaler.Mean.ToArray(), loadedScaler.Mean.ToArray());
        Assert.Equal(scaler.Scale.ToArray(), loadedScaler.Scale.ToArray());

        // Weights alone can be had too, on purpose.
        loaded.Values.Clear();
        ModelFile.Load(Path, Description, loaded, new IgnoredCompanion("scaler"), new IgnoredCompanion("optimizer"));
        Assert.Equal(saved.Values.ToArray(), loaded.Values.ToArray());
    }

    [Fact]
    public void Companions_that_nobody_asked_for_are_named()
    {
        ModelFile.Save(Path, Description, Parameters<float>(Description), Fitted("inputs"), Fitted("outputs.of"), Fitted("scaler"));
        var (loaded, scaler) = (new TensorBlock<float>(Description.Parameters), new StandardScaler());
        var error = Assert.Throws<ArgumentException>(() => ModelFile.Load(Path, Description, loaded, scaler));
        Assert.Contains("also holds 'inputs', 'outputs.of', which", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(IgnoredCompanion), error.Message, StringComparison.Ordinal);
        Assert.All(loaded.Values.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(0, scaler.Features);
    }

    [Fact]
    public void An_ignored_companion_has_a_name_and_cannot_be_saved()
    {
        Assert.Throws<ArgumentException>(() => new IgnoredCompanion(""));
        var parameters = Parameters<float>(Description);
        Assert.Throws<InvalidOperationException>(() => ModelFile.Save(Path, Description, parameters, new IgnoredCompanion("scaler")));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Doubles_come_back()
    {
        var (saved, loaded) = (Parameters<double>(Description), new TensorBlock<double>(Description.Parameters));
        ModelFile.Save(Path, Description, saved);
        ModelFile.Load(Path, Description, loaded);
        Assert.Equal(saved.Values.ToArray(), loaded.Values.ToArray());
    }

    [Fact]
    public void The_file_names_tensors_model_and_contract()
    {
        ModelFile.Save(Path, Description, Parameters<float>(Description), Fitted("inputs"));
        var file = SafeTensors.Load(Path);
        Assert.Equal(["gru.bias", "gru.weight", "inputs.mean", "inputs.scale"], file.Tensors.Select(t => t.Name).Order());
        Assert.Equal([6, 2], file["gru.weight"].Shape);
        Assert.Equal("Forecaster", file.Metadata["model"]);
        Assert.Equal("c0ffee", file.Metadata["contract"]);
    }

    public static TheoryData<string, string, ParameterInfo[]> Mismatches => new()
    {
        { "c0ffee", "'gru.weight' is [6, 2] there and [6, 3] here", [Blocks.Tensor("gru.weight", 6, 3), Blocks.Tensor("gru.bias", 6)] },
        { "c0ffee", "there is no tensor 'lstm.weight'", [Blocks.Tensor("lstm.weight", 6, 2), Blocks.Tensor("gru.bias", 6)] },
        { "decaf", "contract c0ffee, not decaf", [Blocks.Tensor("gru.weight", 6, 2), Blocks.Tensor("gru.bias", 6)] },
    };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public void Weights_of_another_model_are_refused(string contract, string fault, ParameterInfo[] tensors)
    {
        ModelFile.Save(Path, Description, Parameters<float>(Description));
        AssertRefused<float>(Describe("Other", contract, tensors), fault);
    }

    [Fact]
    public void Weights_of_another_precision_are_refused()
    {
        ModelFile.Save(Path, Description, Parameters<float>(Description));
        AssertRefused<double>(Description, "'gru.weight' holds F32 there and F64 here");
    }

    [Fact]
    public void Files_of_other_programs_are_refused()
    {
        File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", "optimizers.safetensors"), Path);
        AssertRefused<float>(Description, "RnnGen did not write it");
    }

    [Fact]
    public void Truncated_files_are_refused()
    {
        ModelFile.Save(Path, Description, Parameters<float>(Description));
        using (var stream = File.OpenWrite(Path)) stream.SetLength(stream.Length - 1);
        AssertRefused<float>(Description, "the file has 71 for them");
    }

    [Fact]
    public void A_missing_or_damaged_companion_changes_neither_parameters_nor_the_other_companions()
    {
        var (first, second) = (Fitted("first"), Fitted("second"));
        ModelFile.Save(Path, Description, Parameters<float>(Description), first);
        AssertRefused<float>(Description, "no tensor 'second.mean'", first, second);

        ModelFile.Save(Path, Description, Parameters<float>(Description), first, new Broken("second"));
        var untouched = new StandardScaler("first");
        AssertRefused<float>(Description, "a scale that is not positive", untouched, new StandardScaler("second"));
        Assert.Equal(0, untouched.Features);
    }

    [Fact]
    public void A_failing_save_leaves_the_old_file()
    {
        var parameters = Parameters<float>(Description);
        ModelFile.Save(Path, Description, parameters);
        var old = File.ReadAllBytes(Path);
        Assert.Throws<InvalidOperationException>(() => ModelFile.Save(Path, Description, parameters, new StandardScaler()));
        Assert.Throws<ArgumentException>(() => ModelFile.Save(Path, Description, parameters, Fitted("a"), Fitted("a")));
        Assert.Equal(old, File.ReadAllBytes(Path));
        Assert.Equal(["model.safetensors"], _folder.Names);
    }

    [Fact]
    public void Parameters_of_another_description_are_refused()
    {
        var other = new TensorBlock<float>([Blocks.Tensor("gru.weight", 6, 2)]);
        Assert.Throws<ArgumentException>(() => ModelFile.Save(Path, Description, other));
        Assert.Throws<ArgumentException>(() => ModelFile.Load(Path, Description, other));
        Assert.Empty(_folder.Names);
    }

    private static ModelDescription Describe(string name, string contract, params ParameterInfo[] tensors) =>
        new(name, 2, 4, 1, false, [], tensors, contract);

    private static TensorBlock<T> Parameters<T>(ModelDescription description)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var block = new TensorBlock<T>(description.Parameters);
        for (var i = 0; i < block.Length; i++) block.Values[i] = T.CreateChecked(i) / T.CreateChecked(3);
        return block;
    }

    private static StandardScaler Fitted(string name)
    {
        var scaler = new StandardScaler(name);
        scaler.Fit([1, 10, 2, 30, 4, 20], features: 2);
        return scaler;
    }

    private void AssertRefused<T>(ModelDescription description, string fault, params ReadOnlySpan<IModelCompanion> companions)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var parameters = new TensorBlock<T>(description.Parameters);
        parameters.Values.Fill(T.CreateChecked(42));
        InvalidDataException? error = null;
        try
        {
            ModelFile.Load(Path, description, parameters, companions);
        }
        catch (InvalidDataException e)
        {
            error = e;
        }

        Assert.Contains(fault, error?.Message, StringComparison.Ordinal);
        Assert.Contains(Path, error?.Message, StringComparison.Ordinal);
        Assert.All(parameters.Values.ToArray(), value => Assert.Equal(T.CreateChecked(42), value));
    }

    /// <summary>Writes a scale of zero.</summary>
    private sealed class Broken(string name) : IModelCompanion
    {
        public string Name => name;

        public void Write(CompanionTensors tensors)
        {
            tensors.Add<double>("mean", [1], [0]);
            tensors.Add<double>("scale", [1], [0]);
        }

        public Action Read(CompanionTensors tensors) => () => { };
    }
}
