using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Neck and upper chest: a lit column, collar bones, the chin's shadow.</summary>
internal static class NeckPainter
{
    public static void Paint(Stage stage)
    {
        var (canvas, skin, half) = (stage.Canvas, stage.Skin, stage.Who.NeckHalfWidth);
        var right = Stage.Torso((-half, 0.70f), (-half * 0.98f, 1.15f), (-half * 1.0f, 1.45f), (-half * 1.16f, 1.72f), (-half * 1.75f, 1.92f), (-1.7f, 2.15f), (-1.9f, 3.1f));
        var left = Array.ConvertAll(right, p => new Vector2(1024 - p.X, p.Y));
        using var column = CanvasPath.Smooth(Curves.Ring(right, left), closed: true);
        using var clip = canvas.Clip(column);
        var (l, r) = (Stage.Torso(-half * 1.1f, 1.2f), Stage.Torso(half * 1.1f, 1.2f));
        canvas.Fill(column, Ink.Linear(l, r, [skin.Shadow, Rgba.Mix(skin.Mid, skin.Light, 0.25f), Rgba.Mix(skin.Mid, skin.Shadow, 0.15f), Rgba.Mix(skin.Shadow, skin.Deep, 0.25f)], [0, 0.34f, 0.62f, 1]));
        PaintChest(stage, half);
        PaintThroat(stage, half);
        PaintChinShadow(stage);
    }

    private static void PaintChest(Stage stage, float half)
    {
        using (stage.Canvas.Layer(blur: 16))
        {
            stage.Canvas.Blob(
                Stage.Torso((-half * 0.9f, 1.74f), (0, 1.84f), (half * 0.9f, 1.74f), (1.5f, 2.1f), (1.6f, 3.2f), (-1.6f, 3.2f), (-1.5f, 2.1f)),
                Ink.Linear(Stage.Torso(-1.2f, 1.7f), Stage.Torso(1.2f, 2.6f), [Rgba.Mix(stage.Skin.Mid, stage.Skin.Light, 0.45f), stage.Skin.Mid, Rgba.Mix(stage.Skin.Mid, stage.Skin.Shadow, 0.7f)]));
        }

        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 6, opacity: 0.45f))
        {
            foreach (var side in (int[])[-1, 1])
            {
                var bone = Stage.Torso((side * 0.10f, 1.86f), (side * 0.36f, 1.88f), (side * 0.75f, 1.83f), (side * 1.2f, 1.80f));
                stage.Canvas.Ribbon(Curves.Sample(bone, 20), Curves.Widths(20, t => 15 * Curves.Arch(t)), stage.Skin.Shadow);
            }

            stage.Canvas.Ellipse(Stage.Torso(0, 1.80f), new Vector2(16, 18), stage.Skin.Shadow);
        }
    }

    private static void PaintThroat(Stage stage, float half)
    {
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 9, opacity: 0.5f))
        {
            foreach (var side in (int[])[-1, 1])
            {
                var muscle = Stage.Torso((side * half * 0.92f, 1.05f), (side * half * 0.62f, 1.40f), (side * half * 0.22f, 1.80f));
                stage.Canvas.Ribbon(Curves.Sample(muscle, 20), Curves.Widths(20, t => 16 * Curves.Arch(t)), stage.Skin.Shadow.WithAlpha(0.8f));
            }
        }
    }

    private static void PaintChinShadow(Stage stage)
    {
        var jaw = Array.ConvertAll(FaceTopology.Oval[9..28], stage.At);
        var dropped = Array.ConvertAll(jaw, p => p + new Vector2(6, 0.20f * Stage.Unit));
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 15))
            stage.Canvas.Blob(Curves.Ring(dropped, jaw), Rgba.Mix(stage.Skin.Shadow, stage.Skin.Deep, 0.45f).WithAlpha(0.85f));
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 5))
            stage.Canvas.Polyline(jaw, 14, stage.Skin.Deep.WithAlpha(0.45f));
    }
}
