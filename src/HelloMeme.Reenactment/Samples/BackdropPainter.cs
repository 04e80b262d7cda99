using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>A studio wall: a pool of light behind the head, darker to the corners.</summary>
internal static class BackdropPainter
{
    public static void Paint(Stage stage, Backdrop backdrop)
    {
        var middle = Rgba.Mix(backdrop.Center, backdrop.Edge, 0.45f);
        stage.Canvas.Polygon(
            [Vector2.Zero, new(Stage.Side, 0), new(Stage.Side, Stage.Side), new(0, Stage.Side)],
            Ink.Radial(new Vector2(560, 400), 800, [backdrop.Center, middle, backdrop.Edge], [0, 0.5f, 1]));
    }
}
