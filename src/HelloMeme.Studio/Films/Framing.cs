using System.Drawing;
using System.Globalization;
using System.Text.Json.Serialization;
using HelloMeme.Media;

namespace HelloMeme.Studio.Films;

/// <summary>What of a photo is used: turned clockwise by quarters, then cut. The other four are shares 0..1 of the turned photo.
/// The photo itself stays as it came.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Framing
{
    private const double LeastShare = 0.05;
    private const int LeastPixels = 16;

    /// <summary>0..3 quarters.</summary>
    public int Turn { get; init; }

    public double Left { get; init; }

    public double Top { get; init; }

    public double Width { get; init; } = 1;

    public double Height { get; init; } = 1;

    [JsonIgnore]
    public bool IsValid => Turn is >= 0 and <= 3 && Left >= 0 && Top >= 0 && Width >= LeastShare && Height >= LeastShare && Left + Width <= 1.0001 && Top + Height <= 1.0001;

    /// <summary>The whole photo, turned as this one.</summary>
    [JsonIgnore]
    public Framing Uncut => new() { Turn = Turn };

    /// <summary>"turn,left,top,width,height", as it stands in addresses; null for no text and for one that makes no sense.</summary>
    public static Framing? Parse(string? text)
    {
        var parts = text?.Split(',') ?? [];
        if (parts.Length != 5 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var turn)) return null;
        var shares = new double[4];
        for (var i = 0; i < shares.Length; i++)
        {
            if (!double.TryParse(parts[i + 1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out shares[i])) return null;
        }

        var framing = new Framing { Turn = turn, Left = shares[0], Top = shares[1], Width = shares[2], Height = shares[3] };
        return framing.IsValid ? framing : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Turn},{Left:0.####},{Top:0.####},{Width:0.####},{Height:0.####}");

    /// <summary>Turned by one more quarter clockwise, the same part of the photo.</summary>
    public Framing Turned() => new() { Turn = (Turn + 1) % 4, Left = Math.Max(0, 1 - Top - Height), Top = Left, Width = Height, Height = Width };

    /// <summary>Width and height in pixels of what is left of a photo of that size.</summary>
    public Size SizeOf(int width, int height) => AreaOf(width, height).Size;

    /// <summary>The framed part as a picture of its own; the given one stays the caller's.</summary>
    public Frame Apply(Frame picture)
    {
        var area = AreaOf(picture.Width, picture.Height);
        var framed = new Frame(area.Width, area.Height);
        for (var y = 0; y < framed.Height; y++)
        {
            var row = framed.Row(y);
            if (Turn == 0)
            {
                picture.Row(area.Y + y).Slice(3 * area.X, row.Length).CopyTo(row);
                continue;
            }

            for (var x = 0; x < framed.Width; x++)
            {
                var (fromX, fromY) = Source(area.X + x, area.Y + y, picture);
                picture.Row(fromY).Slice(3 * fromX, 3).CopyTo(row[(3 * x)..]);
            }
        }

        return framed;
    }

    // In pixels of the turned photo.
    private Rectangle AreaOf(int width, int height)
    {
        var (w, h) = Turn % 2 == 0 ? (width, height) : (height, width);
        var (left, top) = (Pixels(Left, w), Pixels(Top, h));
        var size = new Size(Math.Clamp(Pixels(Width, w), Math.Min(LeastPixels, w), w), Math.Clamp(Pixels(Height, h), Math.Min(LeastPixels, h), h));
        return new Rectangle(Math.Min(left, w - size.Width), Math.Min(top, h - size.Height), size.Width, size.Height);
    }

    private static int Pixels(double share, int side) => (int)Math.Round(share * side);

    // Where the pixel (x, y) of the turned photo lies in the photo as it came.
    private (int X, int Y) Source(int x, int y, Frame picture) => Turn switch
    {
        1 => (y, picture.Height - 1 - x),
        2 => (picture.Width - 1 - x, picture.Height - 1 - y),
        _ => (picture.Width - 1 - y, x),
    };
}
