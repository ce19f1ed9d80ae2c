using PropertyTests.Generation;
using Xunit.Abstractions;
namespace PropertyTests;
public class Scan(ITestOutputHelper output)
{
    [Fact]
    public void Salts()
    {
        for (var salt = 0; salt < 60000; salt += 1000)
        {
            RandomModel.Salt = salt;
            var coverage = new Coverage();
            try { foreach (var seed in Enumerable.Range(0, 40)) coverage.Add(RandomModel.Of(seed)); }
            catch (Exception e) { output.WriteLine($"{salt}: {e.Message}"); continue; }
            var missing = coverage.Counts.Where(c => c.Value == 0).Select(c => c.Key).ToArray();
            output.WriteLine($"{salt}: {missing.Length} {string.Join(" ", missing)}");
        }
    }
}
