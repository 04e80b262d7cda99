using System.Globalization;
using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace HelloMeme.Media.Captions;

/// <summary>A shaped word. Measures are in units of the type size: width, and ink above and below the baseline.
/// NewLine: it must begin a line; SpaceBefore: a blank stands before it.</summary>
internal sealed class CaptionWord
{
    // Shaped once at this size and scaled from there: layout tries many sizes.
    private const float ShapingSize = 256;
    private static readonly Lock Gate = new();

    private readonly List<Piece> _pieces = [];

    public float Width { get; private set; }

    public float InkAbove { get; private set; }

    public float InkBelow { get; private set; }

    public bool SpaceBefore { get; private init; }

    public bool NewLine { get; private init; }

    public bool IsRightToLeft { get; private init; }

    /// <exception cref="UserFaultException">"caption-glyph".</exception>
    public static CaptionWord Shape(string text, bool spaceBefore, bool newLine)
    {
        var word = new CaptionWord { SpaceBefore = spaceBefore, NewLine = newLine, IsRightToLeft = text.EnumerateRunes().Any(IsRightToLeftRune) };
        var runs = Runs(text);
        if (word.IsRightToLeft) runs.Reverse();
        // HarfBuzz fonts may be shared by threads only while nobody shapes with them.
        lock (Gate) foreach (var (face, run) in runs) word.Append(face, run);
        return word;
    }

    public void Draw(SKCanvas canvas, float size, float x, float baseline, SKPaint paint)
    {
        foreach (var piece in _pieces)
        {
            using var font = FontOf(piece.Face, size);
            using var text = new SKTextBlobBuilder();
            var points = Array.ConvertAll(piece.Points, p => new SKPoint(x + p.X * size, baseline + p.Y * size));
            text.AddPositionedRun(piece.Glyphs, font, points);
            using var blob = text.Build();
            if (blob is not null) canvas.DrawText(blob, 0, 0, paint);
        }
    }

    private static List<(SKTypeface Face, string Text)> Runs(string text)
    {
        List<(SKTypeface Face, string Text)> runs = [];
        var units = StringInfo.GetTextElementEnumerator(text);
        while (units.MoveNext())
        {
            var face = CaptionFonts.For(units.GetTextElement(), runs.Count > 0 ? runs[^1].Face : null);
            if (runs.Count > 0 && runs[^1].Face == face) runs[^1] = (face, runs[^1].Text + units.GetTextElement());
            else runs.Add((face, units.GetTextElement()));
        }

        return runs;
    }

    private void Append(SKTypeface face, string text)
    {
        using var shaper = new SKShaper(face);
        using var font = FontOf(face, ShapingSize);
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        var shaped = shaper.Shape(buffer, font);
        var glyphs = Array.ConvertAll(shaped.Codepoints, c => (ushort)c);
        font.GetGlyphWidths(glyphs, out var bounds, null);
        var offset = Width;
        var points = Array.ConvertAll(shaped.Points, p => new SKPoint(offset + p.X / ShapingSize, p.Y / ShapingSize));
        for (var i = 0; i < glyphs.Length; i++)
        {
            InkAbove = Math.Max(InkAbove, -bounds[i].Top / ShapingSize - points[i].Y);
            InkBelow = Math.Max(InkBelow, bounds[i].Bottom / ShapingSize + points[i].Y);
        }

        _pieces.Add(new Piece(face, glyphs, points));
        Width += shaped.Width / ShapingSize;
    }

    // No hinting, so that a caption is the same drawing at every size.
    private static SKFont FontOf(SKTypeface face, float size) =>
        new(face, size) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true, Edging = SKFontEdging.Antialias };

    private static bool IsRightToLeftRune(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    private sealed record Piece(SKTypeface Face, ushort[] Glyphs, SKPoint[] Points);
}
