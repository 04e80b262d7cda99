using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Draws hair sheets: a dark bed, then every strand as tapered lit pieces.</summary>
internal static class HairPainter
{
    private const int PieceLength = 6;

    public static void Paint(Stage stage, HairSheet[] sheets, uint salt)
    {
        for (var k = 0; k < sheets.Length; k++)
        {
            if (sheets[k].Underlay > 0) PaintBed(stage, sheets[k]);
            var strands = HairGrower.Grow(sheets[k], stage.Random(100 * salt + (uint)k));
            // Straight hair lies layer on layer as it grew, curls lie lock on lock.
            if (sheets[k].Wave > 0) strands = [.. strands.OrderBy(s => s.Rank)];
            foreach (var strand in strands) PaintStrand(stage, sheets[k], strand);
        }
    }

    /// <summary>The dark roots that would show through thin places.</summary>
    public static void PaintScalp(Stage stage)
    {
        var outline = new Vector2[24];
        for (var k = 0; k < outline.Length; k++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * k / outline.Length);
            outline[k] = stage.On(0.755f * cos, -0.12f + (sin < 0 ? 0.98f : 0.5f) * sin, 0.72f);
        }

        stage.Canvas.Blob(outline, stage.Who.Hair.Dark);
    }

    /// <summary>The hair's soft shadow on the face.</summary>
    public static void PaintShadow(Stage stage, HairSheet[] sheets)
    {
        using var face = CanvasPath.Smooth(HeadPainter.Outline(stage), closed: true);
        using (stage.Canvas.Clip(face))
        using (stage.Canvas.Transform(Matrix3x2.CreateTranslation(5, 9)))
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 8, opacity: 0.62f))
        {
            foreach (var sheet in sheets) Bed(stage, sheet, Rgba.Mix(stage.Skin.Shadow, stage.Skin.Deep, 0.5f), 0.05f);
        }
    }

    private static void PaintBed(Stage stage, HairSheet sheet)
    {
        using (stage.Canvas.Layer(blur: 1.5f, opacity: sheet.Underlay))
            Bed(stage, sheet, stage.Who.Hair.Dark.Times(1 - 0.35f * sheet.Shade), 0.0f);
    }

    private static void Bed(Stage stage, HairSheet sheet, Rgba color, float inset)
    {
        const int columns = 14;
        const int rows = 16;
        for (var c = 0; c < columns; c++)
        {
            var depth = c == 0 ? 0.55f : 1;
            var (a, b) = (new Vector2[rows], new Vector2[rows]);
            for (var r = 0; r < rows; r++)
            {
                var v = r / (rows - 1f) * (sheet.Shortest - 0.03f - inset);
                a[r] = stage.Head.Project(sheet.At((c + 0.25f * (1 - depth)) / columns, v));
                b[r] = stage.Head.Project(sheet.At((c + 1.02f) / columns, v));
            }

            stage.Canvas.Polygon(Curves.Ring(a, b), color.WithAlpha(color.A * depth));
        }
    }

    private static void PaintStrand(Stage stage, HairSheet sheet, Strand strand)
    {
        var n = strand.Points.Length;
        var places = Array.ConvertAll(strand.Points, stage.Head.Project);
        var widths = Curves.Widths(n, t => strand.Width * Stage.Unit * Profile(sheet, t));
        var colors = new Rgba[n];
        for (var k = 0; k < n; k++) colors[k] = HairShader.Shade(stage, sheet, strand, k);
        for (var from = 0; from < n - 1; from += PieceLength - 1)
        {
            var to = Math.Min(from + PieceLength, n);
            stage.Canvas.Ribbon(places.AsSpan(from..to), widths.AsSpan(from..to), Gradient(places[from..to], colors[from..to]));
        }
    }

    private static float Profile(HairSheet sheet, float t) =>
        sheet.Span < 1 && sheet.Wave == 0 ? MathF.Min(1, 0.25f + 3 * t) * (1 - 0.9f * t * t) : MathF.Min(1, 0.6f + 3 * t) * (1 - 0.88f * t * t * t * t);

    /// <summary>The colours laid along the line from the first to the last place.</summary>
    private static Ink Gradient(Vector2[] places, Rgba[] colors)
    {
        var chord = places[^1] - places[0];
        var stops = new float[colors.Length];
        for (var k = 1; k < stops.Length; k++)
            stops[k] = Math.Clamp(Vector2.Dot(places[k] - places[0], chord) / Math.Max(chord.LengthSquared(), 1e-6f), stops[k - 1], 1);
        return Ink.Linear(places[0], places[^1], colors, stops);
    }
}
