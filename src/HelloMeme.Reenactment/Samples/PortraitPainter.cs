using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>One portrait from back to front.</summary>
internal static class PortraitPainter
{
    public static Frame Paint(Character who, int size, Backdrop backdrop)
    {
        var head = new HeadModel(who);
        var frame = new Frame(size, size);
        frame.Pixels.Clear();
        using var skin = SkinShader.Render(who, head, size);
        using var canvas = new Canvas(frame);
        var toPixels = Matrix3x2.CreateScale(size / Stage.Side);
        var stage = new Stage(canvas, head, who);
        using (canvas.Transform(toPixels))
        {
            // 1. Behind the face
            BackdropPainter.Paint(stage, backdrop);
            HairPainter.Paint(stage, who.BackHair, salt: 1);
            HairPainter.PaintScalp(stage);
            NeckPainter.Paint(stage);
            OutfitPainter.Paint(stage);
            if (who.Ears) EarPainter.Paint(stage);

            // 2. The face
            HeadPainter.Paint(stage, skin, toPixels);
            NosePainter.Paint(stage);
            MouthPainter.Paint(stage);
            EyePainter.Paint(stage);
            if (who.Stubble > 0) StubblePainter.Paint(stage);
            BrowPainter.Paint(stage);

            // 3. Over the face
            HairPainter.PaintShadow(stage, who.FrontHair);
            HairPainter.Paint(stage, who.FrontHair, salt: 2);
        }

        canvas.CopyTo(frame);
        return frame;
    }
}
