namespace HelloMeme.Media.Xmp;

internal static class StreamSkip
{
    /// <summary>Steps over bytes that must exist.</summary>
    /// <exception cref="EndOfStreamException">They do not.</exception>
    public static void Skip(this Stream file, long bytes)
    {
        if (bytes > file.Length - file.Position) throw new EndOfStreamException();
        file.Position += bytes;
    }
}
