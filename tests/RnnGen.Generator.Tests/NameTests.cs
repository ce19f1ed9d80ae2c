using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

/// <summary>Names of a declaration that generated code has other uses for.</summary>
public class NameTests
{
    [Theory]
    [InlineData("xUnique")]
    [InlineData("xUniqueSteps")]
    [InlineData("mostUnique")]
    [InlineData("order")]
    [InlineData("batchLength")]
    [InlineData("uniqueLength")]
    public void An_input_may_have_the_name_of_a_constant_of_memory(string name) => Assert.Empty(GeneratorHost.Run($$"""
        using RnnGen;

        [Model]
        [Tokens(vocabulary: 20, maxSteps: 40, Lengths = true)]
        [Input(features: 3, StepsOf = "x", Name = "{{name}}")]
        [Embedding(16, From = "x")]
        [Lstm(16, From = "embedding1", Return = Sequence)]
        [Concatenate(From = "lstm1, {{name}}")]
        [Gru(4)]
        [Dense(1)]
        [Loss(MeanSquaredError)]
        public partial class Reader;
        """, new GeneratorHostOptions { WarningsAsErrors = false }).Errors);
}
