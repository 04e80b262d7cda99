using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Colour of a strand at one of its points: lit by the head's round form, darker inside and at lock edges, shine along the strand.</summary>
internal static class HairShader
{
    public static Rgba Shade(Stage stage, HairSheet sheet, Strand strand, int at)
    {
        var points = strand.Points;
        var rotation = stage.Head.Pose.Rotation;
        var normal = Vector3.Transform(strand.Normals[at], rotation);
        var along = Vector3.Transform(Vector3.Normalize(points[Math.Min(at + 1, points.Length - 1)] - points[Math.Max(at - 1, 0)]), rotation);
        var t = (float)at / (points.Length - 1);

        var key = Light.Wrap(Vector3.Dot(normal, Light.Key), 0.45f);
        var slant = MathF.Sqrt(Math.Max(0, 1 - MathF.Pow(Vector3.Dot(along, Light.Key), 2)));
        var lit = 0.16f + 0.62f * key * (0.55f + 0.45f * slant) + 0.10f * Light.Wrap(Vector3.Dot(normal, Light.Fill), 0.5f);
        lit *= (0.50f + 0.50f * strand.Layer) * (1 - 0.25f * strand.Across * strand.Across) * (0.72f + 0.28f * Curves.SmoothStep(0, 0.25f, t));
        lit *= 1 - 0.72f * sheet.Shade;
        lit += 0.13f * strand.Tone * (1 - sheet.Shade);

        var hair = stage.Who.Hair;
        var color = lit < 0.42f ? Rgba.Mix(hair.Dark, hair.Mid, Math.Clamp(lit / 0.42f, 0, 1)) : Rgba.Mix(hair.Mid, hair.Light, Math.Clamp((lit - 0.42f) / 0.45f, 0, 1));
        var shine = Light.StrandShine(along, normal, Light.Key, -0.12f + 0.10f * strand.Tone, sheet.Wave > 0 ? 18 : 42) * key * key
            + 0.35f * Light.StrandShine(along, normal, Light.Key, 0.18f, 14) * key;
        shine *= (0.35f + 0.65f * strand.Layer) * (1 - sheet.Shade) * (1 - 0.5f * strand.Across * strand.Across);
        var rim = 0.30f * MathF.Pow(1 - MathF.Abs(normal.Z), 4) * (1 - sheet.Shade);
        return Rgba.Mix(color, hair.Shine, Math.Clamp(hair.Shine.A * (0.75f * shine + rim), 0, 0.95f)).WithAlpha(sheet.Span < 1 ? 1 : Curves.SmoothStep(-0.01f, 0.05f, t));
    }
}
