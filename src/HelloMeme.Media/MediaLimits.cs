namespace HelloMeme.Media;

/// <summary>What we accept and what we write. Pixels are counted from the header, before any decode.</summary>
public static class MediaLimits
{
    /// <summary>Largest picture or film frame we decode, in pixels.</summary>
    public const long PicturePixels = 64_000_000;

    /// <summary>Longest driving clip in seconds; the caller decides what to offer for a longer one.</summary>
    public const double VideoSeconds = 60;

    /// <summary>Long side of an MP4 or PNG in pixels.</summary>
    public const int OutputLongSide = 2160;

    public const int WebPLongSide = 720;

    public const int GifLongSide = 480;
}
