using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_file_fails_and_is_kept_as_received()
    {
        var error = Assert.Throws<SnapshotException>(() => Match("A.g.cs", "one\n"));

        Assert.Contains("T.M#A.g is new", error.Message);
        Assert.Equal(["T.M#A.g.received.cs"], Names());
    }

    [Fact]
    public void Accepting_writes_the_form_of_Verify()
    {
        Match("A.g.cs", "one\n", accept: true);

        Assert.Equal(["T.M#A.g.verified.cs"], Names());
        Assert.Equal("\uFEFF//HintName: A.g.cs\none\n"u8.ToArray(), File.ReadAllBytes(Path.Combine(_folder, "T.M#A.g.verified.cs")));
        Match("A.g.cs", "one\n");
    }

    [Fact]
    public void Other_text_keeps_its_extension_and_gets_no_first_line()
    {
        Match("Graph.txt", "x = 1\n", accept: true);

        Assert.Equal(["T.M#Graph.verified.txt"], Names());
        Assert.Equal("\uFEFFx = 1\n"u8.ToArray(), File.ReadAllBytes(Path.Combine(_folder, "T.M#Graph.verified.txt")));
        Assert.Contains("T.M#Graph differs in line 1", Assert.Throws<SnapshotException>(() => Match("Graph.txt", "x = 2\n")).Message);
        Match("Other.txt", "x = 1\n", accept: true);
        Assert.Equal(["T.M#Other.verified.txt"], Names().Where(name => name.Contains("verified", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_difference_fails_and_names_its_line_until_it_is_accepted()
    {
        Match("A.g.cs", "one\ntwo\n", accept: true);

        var error = Assert.Throws<SnapshotException>(() => Match("A.g.cs", "one\nzwei\n"));
        Assert.Contains("in line 3:\n  received: zwei\n  verified: two", error.Message);
        Assert.Equal(["T.M#A.g.received.cs", "T.M#A.g.verified.cs"], Names());

        Match("A.g.cs", "one\nzwei\n", accept: true);
        Assert.Equal(["T.M#A.g.verified.cs"], Names());
        Match("A.g.cs", "one\nzwei\n");
    }

    [Fact]
    public void Matching_again_removes_what_was_received()
    {
        Match("A.g.cs", "one\n", accept: true);
        Assert.Throws<SnapshotException>(() => Match("A.g.cs", "two\n"));
        Match("A.g.cs", "one\n");

        Assert.Equal(["T.M#A.g.verified.cs"], Names());
    }

    [Fact]
    public void Other_newlines_are_a_difference()
    {
        Match("A.g.cs", "one\n", accept: true);

        Assert.Throws<SnapshotException>(() => Match("A.g.cs", "one\r\n"));
    }

    [Fact]
    public void A_file_no_longer_generated_fails_until_it_is_accepted()
    {
        Match("A.g.cs", "one\n", accept: true);
        Match("A.g.cs", "other test", accept: true, prefix: "T.Other");

        Assert.Contains("T.M#A.g.verified.cs is no longer generated", Assert.Throws<SnapshotException>(() => Match("B.g.cs", "one\n")).Message);
        Match("B.g.cs", "one\n", accept: true);
        Assert.Equal(["T.M#B.g.verified.cs", "T.Other#A.g.verified.cs"], Names());
    }

    [Fact]
    public void Files_lie_beside_the_test_under_its_name()
    {
        var snapshots = Directory.CreateDirectory(Path.Combine(_folder, "Snapshots"));
        var file = Path.Combine(snapshots.FullName, "SomeTests.The_method#A.g.verified.cs");
        File.WriteAllBytes(file, "\uFEFF//HintName: A.g.cs\none"u8.ToArray());

        Snapshot.Match(new Dictionary<string, string> { ["A.g.cs"] = "one" }, "The_method", Path.Combine(_folder, "SomeTests.cs"));
        Assert.Equal([file], Directory.GetFiles(snapshots.FullName));
    }

    private void Match(string hint, string text, bool accept = false, string prefix = "T.M") =>
        Snapshot.Match(new Dictionary<string, string> { [hint] = text }, _folder, prefix, accept);

    private IEnumerable<string> Names() => Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
