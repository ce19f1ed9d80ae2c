namespace RnnGen.Serialization;

/// <summary>Files that are written completely or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes a new file beside the old one, flushes it to disk and renames it over the old one. If anything fails the new file is
    /// removed, and the old one is as it was.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.GetFullPath(path);
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            throw;
        }
    }
}
