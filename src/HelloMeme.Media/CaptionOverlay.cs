using HelloMeme.Media.Captions;
using SkiaSharp;

namespace HelloMeme.Media;

/// <summary>Captions drawn once for frames of one size: white letters with a black outline, wrapped and fitted, kept as typed.
/// Safe to blend from several threads.</summary>
public sealed class CaptionOverlay
{
    private const float Margin = .035f, Outline = .13f, LargestType = .135f, SmallestType = .045f, TallestBlock = .38f;

    private readonly int _width, _height;
    private readonly byte[] _rgba; // colour multiplied by alpha
    private readonly (int From, int To)[] _ink; // per row, in pixels

    private CaptionOverlay(int width, int height, byte[] rgba)
    {
        (_width, _height, _rgba) = (width, height, rgba);
        _ink = new (int, int)[height];
        for (var y = 0; y < height; y++) _ink[y] = InkOf(rgba.AsSpan(y * width * 4, width * 4));
    }

    /// <summary>Either text may be null or blank; a line feed forces a new line.</summary>
    /// <exception cref="UserFaultException">"caption-too-long": not all words fit at the smallest size; "caption-glyph": no font has a character.</exception>
    public static CaptionOverlay Create(int width, int height, string? top, string? bottom)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        bitmap.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(bitmap);
        if (LayOut(width, height, top) is { } above) Draw(canvas, above, width, height, atTop: true);
        if (LayOut(width, height, bottom) is { } below) Draw(canvas, below, width, height, atTop: false);
        canvas.Flush();
        return new CaptionOverlay(width, height, bitmap.GetPixelSpan().ToArray());
    }

    /// <summary>Lays the captions over a frame of the size given to <see cref="Create"/>.</summary>
    public void Blend(Frame frame)
    {
        if (frame.Width != _width || frame.Height != _height)
            throw new ArgumentException($"The captions are for {_width} x {_height}, the frame is {frame.Width} x {frame.Height}.", nameof(frame));
        for (var y = 0; y < _height; y++)
        {
            var (from, to) = _ink[y];
            var over = _rgba.AsSpan((y * _width + from) * 4, (to - from) * 4);
            var under = frame.Row(y)[(from * 3)..(to * 3)];
            for (int i = 0, j = 0; i < over.Length; i += 4, j += 3)
            {
                var left = 255 - over[i + 3];
                if (left == 255) continue;
                under[j] = (byte)(over[i] + (under[j] * left + 127) / 255);
                under[j + 1] = (byte)(over[i + 1] + (under[j + 1] * left + 127) / 255);
                under[j + 2] = (byte)(over[i + 2] + (under[j + 2] * left + 127) / 255);
            }
        }
    }

    private static CaptionLayout? LayOut(int width, int height, string? text)
    {
        var words = CaptionWords.Split(text ?? "");
        if (words.Count == 0) return null;
        var side = Math.Min(width, height);
        var room = new CaptionRoom(width - 2 * Margin * side, height * TallestBlock, LargestType * side, SmallestType * side, Outline);
        return CaptionLayout.Fit(words, room) ?? throw new UserFaultException(
            "caption-too-long", $"The caption \"{Head(text!)}\" does not fit into this picture: shorten it or choose a larger picture.");
    }

    private static void Draw(SKCanvas canvas, CaptionLayout layout, int width, int height, bool atTop)
    {
        var margin = Margin * Math.Min(width, height) + layout.Size * Outline / 2;
        var baseline = atTop ? margin + layout.InkAbove : height - margin - layout.InkBelow - (layout.Lines.Count - 1) * layout.Pitch;
        using var outline = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = layout.Size * Outline, StrokeJoin = SKStrokeJoin.Round, Color = SKColors.Black, IsAntialias = true };
        using var fill = new SKPaint { Color = SKColors.White, IsAntialias = true };
        // All outlines lie under all letters, or a line would bite into the one above.
        foreach (var paint in (SKPaint[])[outline, fill])
            for (var i = 0; i < layout.Lines.Count; i++)
                layout.Lines[i].Draw(canvas, layout.Size, (width - layout.Lines[i].Width * layout.Size) / 2, baseline + i * layout.Pitch, paint);
    }

    private static (int From, int To) InkOf(ReadOnlySpan<byte> row)
    {
        int from = 0, to = row.Length / 4;
        while (from < to && row[from * 4 + 3] == 0) from++;
        while (to > from && row[to * 4 - 1] == 0) to--;
        return (from, to);
    }

    private static string Head(string text) => text.Length <= 40 ? text.ReplaceLineEndings(" ") : text[..40].ReplaceLineEndings(" ") + "...";
}
