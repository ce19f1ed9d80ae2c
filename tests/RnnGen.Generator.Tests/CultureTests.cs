using System.Globalization;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

public class CultureTests
{
    /// <summary>A comma for the decimal point, a minus sign that is not ASCII, an I that is not i in upper case.</summary>
    [Theory]
    [InlineData("de-DE", "1,5")]
    [InlineData("fi-FI", "\u22121")]
    [InlineData("tr-TR", "\u0130")]
    public void The_spec_and_the_messages_are_the_same_under_every_culture(string name, string proof)
    {
        var source = Declarations.WithLayers("[Dropout(-1.5f)]", "[Dense(-3)]", "[Gru(2, InputDropout = 1.5f)]");
        var expectedSpec = Pipeline.Spec(Declarations.Ridership);
        var expected = GeneratorHost.Run(source).Diagnostics.Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture));

        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(name);
            Assert.Contains(proof, $"{1.5} {-1} {"i".ToUpper(CultureInfo.CurrentCulture)}");
            Assert.Equal(expectedSpec, Pipeline.Spec(Declarations.Ridership));
            Assert.Equal(expected, GeneratorHost.Run(source).Diagnostics.Select(diagnostic => diagnostic.GetMessage(CultureInfo.CurrentCulture)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
