using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>A workspace made without a word about steps has room for what every input declares.</summary>
public class WorkspaceDefaultTests
{
    [Theory]
    [InlineData(8, 9, "9")]
    [InlineData(9, 8, "Steps")]
    [InlineData(7, 7, "Steps")]
    public void The_longest_input_counts(int source, int written, string expected)
    {
        var run = GeneratorHost.Run($"""
            using RnnGen;

            [Model]
            [Tokens(vocabulary: 12, maxSteps: {source}, Name = "source")]
            [Tokens(vocabulary: 12, maxSteps: {written}, Name = "written")]
            [Embedding(4, From = "source")]
            [Gru(8, Name = "encoder")]
            [Embedding(4, From = "written")]
            [Gru(8, Return = Sequence, InitialStateFrom = "encoder")]
            [Dense(12)]
            [Loss(CrossEntropyWithLogits)]
            public partial class Translator;
            """);

        Assert.Empty(run.Errors);
        var text = run.Files["Translator.g.cs"];
        Assert.Contains($"CreateWorkspace(int maxBatch = 1, int maxSteps = {expected})", text, StringComparison.Ordinal);
        Assert.Contains($"CreateTrainingWorkspace(int maxBatch, int maxSteps = {expected})", text, StringComparison.Ordinal);
    }
}
