using System.Runtime.Intrinsics;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

/// <summary>The span rasteriser against one that asks every triangle at every pixel, in doubles.</summary>
public sealed class SheetRasterizerTests
{
    private const int Size = 120;
    private const float Iod = 32;

    [Theory]
    [InlineData(0.25f, 0, 0)]
    [InlineData(-0.2f, 0.2f, 0.15f)]
    public void Spans_draw_what_the_naive_loop_draws(float yaw, float pitch, float roll)
    {
        using var photo = SyntheticFace.Picture(Size, Size, Iod, 60, 50);
        using var view = PortraitView.Make(photo, SyntheticFace.Landmarks(Iod, 60, 50), null, new DraftOptions());
        var mesh = new HeadMesh(view.Landmarks, null, 1);
        var texture = new SheetTexture(view, null);
        var fade = new EdgeFade(mesh, null, Size, Size);
        var canvas = new byte[Size * Size * 4];
        var sheet = new SheetFrame(mesh, new FaceRig(mesh), new FaceLight(mesh, view), new MirrorFill(mesh), view.PictureUnit);
        sheet.Pose(HeadMotion.Rest with { Rotation = new HeadAngles(yaw, pitch, roll).ToRotation() }, MotionFrame.Rest.With(("jawOpen", 0.6f)).Blendshapes);
        fade.Fit(sheet.Displacement);

        new SheetRasterizer(mesh, texture, new SheetShader(texture, null, texture.Photo, fade, canvas), fade, canvas).Draw(sheet, 0, Size);

        int far = 0, compared = 0;
        for (var y = 30; y < 90; y++)
        {
            for (var x = 30; x < 90; x++)
            {
                if (fade.At(x, y) < 1) continue;
                var expected = Naive(mesh, sheet, texture, x, y);
                for (var c = 0; c < 3; c++) far += Math.Abs(expected[c] - canvas[4 * (y * Size + x) + c]) > 2 ? 1 : 0;
                compared += 3;
            }
        }

        Assert.True(compared > 3000);
        Assert.True(far < compared * 0.01, $"{far} of {compared} values differ");
    }

    private static float[] Naive(HeadMesh mesh, SheetFrame sheet, SheetTexture texture, int x, int y)
    {
        var nearest = double.MaxValue;
        var color = new float[3];
        for (var t = 0; t < mesh.Triangles.Length; t += 3)
        {
            int ia = mesh.Triangles[t], ib = mesh.Triangles[t + 1], ic = mesh.Triangles[t + 2];
            var (a, b, c) = (sheet.Positions[ia], sheet.Positions[ib], sheet.Positions[ic]);
            double area = ((double)b.X - a.X) * (c.Y - a.Y) - ((double)c.X - a.X) * (b.Y - a.Y);
            if (Math.Abs(area) < 1e-7) continue;
            var u = ((x - a.X) * ((double)c.Y - a.Y) - (y - a.Y) * ((double)c.X - a.X)) / area;
            var v = ((y - a.Y) * ((double)b.X - a.X) - (x - a.X) * ((double)b.Y - a.Y)) / area;
            if (u < -1e-4 || v < -1e-4 || u + v > 1 + 1e-4) continue;
            var z = (1 - u - v) * a.Z + u * b.Z + v * c.Z;
            if (z >= nearest) continue;
            nearest = z;
            var source = (float)(1 - u - v) * mesh.Positions[ia] + (float)u * mesh.Positions[ib] + (float)v * mesh.Positions[ic];
            var gain = (float)((1 - u - v) * sheet.Gains[ia] + u * sheet.Gains[ib] + v * sheet.Gains[ic]);
            var texel = texture.Sample(Vector128.Create(source.X, source.Y, 0, 0));
            for (var k = 0; k < 3; k++) color[k] = Math.Clamp(gain * texel[k], 0, 255);
        }

        return color;
    }
}
