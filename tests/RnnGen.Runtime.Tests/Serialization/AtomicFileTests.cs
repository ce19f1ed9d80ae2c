using RnnGen.Serialization;

namespace RnnGen.Runtime.Tests.Serialization;

public class AtomicFileTests
{
    [Fact]
    public void A_failure_in_the_middle_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model"], "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(folder["model"], stream =>
        {
            stream.Write("half of the new"u8);
            stream.Flush();
            Assert.Equal(2, folder.Names.Count());
            throw new IOException("disk full");
        }));
        Assert.Equal("old", File.ReadAllText(folder["model"]));
        Assert.Equal(["model"], folder.Names);
    }

    [Fact]
    public void A_failing_rename_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["model"]);
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(folder["model"], stream => stream.Write("new"u8)));
        Assert.Equal(["model"], folder.Names);
    }

    [Fact]
    public void A_longer_old_file_is_replaced_completely()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model"], "a long old file");
        AtomicFile.Write(folder["model"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(folder["model"]));
        Assert.Equal(["model"], folder.Names);
    }

    [Fact]
    public void A_missing_folder_is_reported()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(folder["missing/model"], stream => stream.Write("new"u8)));
        Assert.Empty(folder.Names);
    }
}
