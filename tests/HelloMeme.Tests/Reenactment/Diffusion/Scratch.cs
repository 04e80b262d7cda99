
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Tests.Golden;
using Xunit;
namespace HelloMeme.Tests.Reenactment.Diffusion;
public sealed class ScratchTests(ITestOutputHelper output)
{
    [Fact]
    public void Try()
    {
        using var golden = new GoldenTensors("geom_face_parts");
        using var whole = GoldenGeometry.Picture("frame_bgr");
        using var source = new Frame(400, 400);
        for (var y = 0; y < 400; y++) whole.Row(y)[..1200].CopyTo(source.Row(y));
        foreach (var side in new[] { 512, 400 })
        foreach (var s1 in new[] { Sampling.Bilinear, Sampling.Bicubic })
        foreach (var s2 in new[] { Sampling.Bilinear, Sampling.Bicubic })
        foreach (var composed in new[] { false, true })
        foreach (var blur in new[] { 0, 1, 2 })
        {
            var five = OfficialPoints.Pick(GoldenGeometry.Landmarks, OfficialPoints.Parts);
            var map = PlaneMap.Similarity(five, [.. OfficialPoints.PartPlaces.Select(p => p * side)]);
            var five2 = five.Select(p => p + new Vector2(3)).ToArray();
            var map2 = PlaneMap.Similarity(five2, [.. OfficialPoints.PartPlaces.Select(p => p * side)]);
            using var face = new Frame(side, side);
            PixelWarp.Affine(source, map, s1, face);
            var text = "";
            for (var part = 0; part < 3; part++)
            {
                var r = OfficialPoints.Pick(GoldenGeometry.Landmarks, OfficialPoints.PartRegions[part]);
                var around = r.Select(map.Apply).Concat(r.Select(p => map2.Apply(p + new Vector2(3)))).ToArray();
                var b = PointBounds.Of(around);
                var scale = 256 / (1.2 * Math.Max(b.Size.X, b.Size.Y));
                var cutMap = new PlaneMap(scale, 0, 128 - scale * b.Center.X, 0, scale, 128 - scale * b.Center.Y);
                using var cut = new Frame(256, 256);
                if (composed)
                {
                    var all = new PlaneMap(scale * map.Xx, scale * map.Xy, scale * map.X0 + cutMap.X0, scale * map.Yx, scale * map.Yy, scale * map.Y0 + cutMap.Y0);
                    PixelWarp.Affine(source, all, s1, cut);
                }
                else PixelWarp.Affine(face, cutMap, s2, cut);
                if (blur == 1) BinomialBlur.Apply(cut);
                if (blur == 2) Gauss(cut);
                using var p = new Frame(224, 224);
                PixelResize.Cubic(cut, p);
                var planes = new float[3 * 224 * 224];
                FacePartCrops.ClipPixels(p, planes);
                var e = golden.Floats($"out.face_part_{part}").Zip(planes, (x, y) => Math.Abs(x - y) * 255 * 0.27).ToArray();
                text += $"{e.Count(v => v > .5)} max {e.Max():f2}; ";
            }
            output.WriteLine($"{side} {s1} {s2} composed {composed} blur {blur}: {text}");
        }
    }
    private static void Gauss(Frame f)
    {
        var k = Enumerable.Range(-2, 5).Select(i => Math.Exp(-i * i / (2 * 1.1 * 1.1))).ToArray(); var s = k.Sum();
        var tmp = new double[256 * 256 * 3];
        int M(int i) => i < 0 ? -i : i > 255 ? 510 - i : i;
        for (var y = 0; y < 256; y++) for (var x = 0; x < 256; x++) for (var c = 0; c < 3; c++) for (var t = 0; t < 5; t++) tmp[(y * 256 + x) * 3 + c] += k[t] / s * f.Row(y)[3 * M(x + t - 2) + c];
        for (var y = 0; y < 256; y++) for (var x = 0; x < 256; x++) for (var c = 0; c < 3; c++) { var v = 0.0; for (var t = 0; t < 5; t++) v += k[t] / s * tmp[(M(y + t - 2) * 256 + x) * 3 + c]; f.Row(y)[3 * x + c] = (byte)Math.Round(v); }
    }
}
