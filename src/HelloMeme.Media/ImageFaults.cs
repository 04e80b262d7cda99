namespace HelloMeme.Media;

/// <summary>The sentences for pictures we cannot take.</summary>
internal static class ImageFaults
{
    public static UserFaultException Empty() =>
        new("not-an-image", "This file is empty: choose the picture again or export it anew.");

    public static UserFaultException NotAnImage(Exception? cause = null) =>
        new("not-an-image", "This file is not a picture we can read: use JPEG, PNG, WebP, GIF, AVIF or TIFF.", cause);

    public static UserFaultException Truncated(Exception? cause = null) =>
        new("truncated", "This picture is cut off or damaged: copy or download it again, or save it anew as PNG.", cause);

    public static UserFaultException HeicOff() =>
        new("heic-off", "HEIC pictures are switched off here: set Studio:AllowHeic to true to read them, or save the picture as JPEG.");

    public static UserFaultException TooManyPixels(long width, long height) =>
        new("too-many-pixels", $"This picture is {width} x {height} pixels, more than the 64 megapixels we read: make it smaller first.");
}
