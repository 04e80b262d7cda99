namespace HelloMeme.Media;

/// <summary>Outlined meme type on a single frame; for a film make one <see cref="CaptionOverlay"/> and blend it into every frame.</summary>
public static class MemeCaptions
{
    /// <exception cref="UserFaultException">"caption-too-long", "caption-glyph".</exception>
    public static void Draw(Frame frame, string? top, string? bottom) =>
        CaptionOverlay.Create(frame.Width, frame.Height, top, bottom).Blend(frame);
}
