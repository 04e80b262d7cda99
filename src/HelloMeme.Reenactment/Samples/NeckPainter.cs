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
        var nod = (stage.On(0, 0.9f, 0.6f).X - 512) / Stage.Unit;
        Vector2[] Edge(int side) => Stage.Torso(
            (nod + side * half * 0.9f, 0.45f), (nod * 0.8f + side * half * 0.98f, 0.95f), (nod * 0.4f + side * half * 0.97f, 1.30f), (side * half * 1.02f, 1.56f),
            (side * half * 1.20f, 1.74f), (side * 0.82f, 1.885f), (side * 1.04f, 1.96f), (side * 1.12f, 2.2f), (side * 1.0f, 3.1f));
        var (right, left) = (Edge(-1), Edge(1));
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

        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 8, opacity: 0.40f))
        {
            foreach (var side in (int[])[-1, 1])
            {
                var bone = Stage.Torso((side * 0.10f, 1.86f), (side * 0.36f, 1.88f), (side * 0.75f, 1.83f), (side * 1.2f, 1.80f));
                stage.Canvas.Ribbon(Curves.Sample(bone, 20), Curves.Widths(20, t => 15 * Curves.Arch(t)), stage.Skin.Shadow);
            }

            stage.Canvas.Ellipse(Stage.Torso(0, 1.83f), new Vector2(17, 9), stage.Skin.Shadow.WithAlpha(0.55f));
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
