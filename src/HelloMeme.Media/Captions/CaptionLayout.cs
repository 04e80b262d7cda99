using SkiaSharp;

namespace HelloMeme.Media.Captions;

/// <summary>The room for one caption in pixels: the block, and the largest and smallest type; outline is a share of the type size.</summary>
internal readonly record struct CaptionRoom(float Width, float Height, float LargestType, float SmallestType, float Outline);

/// <summary>A fitted caption: type size, distance of baselines, ink above the first and below the last baseline, in pixels.</summary>
internal sealed record CaptionLayout(float Size, float Pitch, float InkAbove, float InkBelow, IReadOnlyList<CaptionLine> Lines)
{
    private const float Shrink = .96f;
    private const float LineGap = .17f;

    /// <summary>The largest type at which every word finds its place; lines of like length. Null when even the smallest is too large.</summary>
    public static CaptionLayout? Fit(IReadOnlyList<CaptionWord> words, CaptionRoom room)
    {
        for (var size = room.LargestType; ; size = Math.Max(size * Shrink, room.SmallestType))
        {
            if (At(words, size, room) is { } layout) return layout;
            if (size <= room.SmallestType) return null;
        }
    }

    private static CaptionLayout? At(IReadOnlyList<CaptionWord> words, float size, CaptionRoom room)
    {
        var width = room.Width / size - room.Outline;
        if (words.Any(w => w.Width > width)) return null;
        var lines = Balance(words, width);
        float above = lines[0].InkAbove, below = lines[^1].InkBelow, pitch = 0;
        for (var i = 1; i < lines.Count; i++) pitch = Math.Max(pitch, lines[i - 1].InkBelow + lines[i].InkAbove + LineGap);
        var height = (above + below + (lines.Count - 1) * pitch + room.Outline) * size;
        return height > room.Height ? null : new CaptionLayout(size, pitch * size, above * size, below * size, lines);
    }

    // The narrowest width that needs no more lines than the widest does.
    private static List<CaptionLine> Balance(IReadOnlyList<CaptionWord> words, float width)
    {
        var lines = Wrap(words, width);
        float low = words.Max(w => w.Width), high = width;
        for (var i = 0; i < 12 && high - low > .01f; i++)
        {
            var middle = (low + high) / 2;
            var narrower = Wrap(words, middle);
            if (narrower.Count > lines.Count) low = middle;
            else (lines, high) = (narrower, middle);
        }

        return lines;
    }

    private static List<CaptionLine> Wrap(IReadOnlyList<CaptionWord> words, float width)
    {
        List<CaptionLine> lines = [];
        List<CaptionWord> line = [];
        foreach (var word in words)
        {
            if (line.Count > 0 && (word.NewLine || new CaptionLine([.. line, word]).Width > width))
            {
                lines.Add(new CaptionLine(line));
                line = [];
            }

            line.Add(word);
        }

        lines.Add(new CaptionLine(line));
        return lines;
    }
}

/// <summary>Words side by side, in the order they are seen. Measures in units of the type size.</summary>
internal sealed class CaptionLine
{
    private const float Space = .22f;

    private readonly List<(CaptionWord Word, float X)> _placed = [];

    /// <summary>words: in reading order.</summary>
    public CaptionLine(IReadOnlyList<CaptionWord> words)
    {
        foreach (var (word, gap) in AsSeen(words))
        {
            Width += gap ? Space : 0;
            _placed.Add((word, Width));
            Width += word.Width;
            InkAbove = Math.Max(InkAbove, word.InkAbove);
            InkBelow = Math.Max(InkBelow, word.InkBelow);
        }
    }

    public float Width { get; }

    public float InkAbove { get; }

    public float InkBelow { get; }

    public void Draw(SKCanvas canvas, float size, float x, float baseline, SKPaint paint)
    {
        foreach (var (word, offset) in _placed) word.Draw(canvas, size, x + offset * size, baseline, paint);
    }

    // The first word gives the direction of the line; neighbours that run against it change places. (A word-wise cut of UAX 9.)
    private static IEnumerable<(CaptionWord Word, bool Gap)> AsSeen(IReadOnlyList<CaptionWord> words)
    {
        var rightToLeft = words[0].IsRightToLeft;
        List<CaptionWord> seen = [];
        for (int from = 0, to; from < words.Count; from = to)
        {
            for (to = from + 1; to < words.Count && words[to].IsRightToLeft == words[from].IsRightToLeft;) to++;
            var group = words.Skip(from).Take(to - from);
            if (words[from].IsRightToLeft) group = group.Reverse();
            seen.InsertRange(rightToLeft ? 0 : seen.Count, group);
        }

        var spaced = words.Skip(1).Any(w => w.SpaceBefore);
        return seen.Select((word, i) => (word, i > 0 && (rightToLeft || seen[i].IsRightToLeft ? spaced : word.SpaceBefore)));
    }
}
