namespace HelloMeme.Media;

/// <summary>The typeface of captions (Anton, SIL Open Font License), for pages that show them before they are burnt in.</summary>
public static class CaptionFont
{
    public const string ContentType = "font/ttf";

    /// <summary>The TrueType file.</summary>
    public static byte[] Read()
    {
        using var stream = typeof(CaptionFont).Assembly.GetManifestResourceStream("Anton.ttf")
            ?? throw new InvalidOperationException("The program was built without its caption font.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
