using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Lights the skin: a soft key from the upper left, a cool fill, light through the shadow's edge, soft shine, crevices, blush.</summary>
internal static class SkinShader
{
    /// <summary>A frame of the whole picture; only what lies inside the head's outline is meaningful.</summary>
    public static Frame Render(Character who, HeadModel head, int size)
    {
        var surface = new SurfaceBuffer(SkinSurface.Build(head.Mesh), head.Pose, size);
        var crevice = FindCrevices(surface, (int)(0.10f * HeadModel.Unit * size / Stage.Side));
        var fine = FindCrevices(surface, (int)(0.03f * HeadModel.Unit * size / Stage.Side));
        var frame = new Frame(size, size);
        var pixels = frame.Pixels;
        for (var i = 0; i < surface.Depth.Length; i++)
        {
            var color = float.IsInfinity(surface.Depth[i])
                ? who.Skin.Shadow
                : Shade(who, surface.Normal[i], surface.Place[i], crevice[i] + 0.7f * fine[i], Grain(i % size, i / size, Stage.Side / size));
            pixels[3 * i] = ToByte(color.R);
            pixels[3 * i + 1] = ToByte(color.G);
            pixels[3 * i + 2] = ToByte(color.B);
        }

        return frame;
    }

    /// <summary>How much deeper a pixel lies than its surroundings, in IOD: positive in hollows, negative on ridges.</summary>
    private static float[] FindCrevices(SurfaceBuffer surface, int radius)
    {
        var blurred = new float[surface.Depth.Length];
        var weight = new float[surface.Depth.Length];
        for (var i = 0; i < blurred.Length; i++)
        {
            if (float.IsInfinity(surface.Depth[i])) continue;
            blurred[i] = surface.Depth[i];
            weight[i] = 1;
        }

        SoftBlur.Run(blurred, surface.Size, Math.Max(1, radius));
        SoftBlur.Run(weight, surface.Size, Math.Max(1, radius));
        var unit = HeadModel.Unit * surface.Size / Stage.Side;
        for (var i = 0; i < blurred.Length; i++)
            blurred[i] = weight[i] > 0.01f && !float.IsInfinity(surface.Depth[i]) ? (surface.Depth[i] - blurred[i] / weight[i]) / unit : 0;
        return blurred;
    }

    private static Rgba Shade(Character who, Vector3 n, Vector3 place, float crevice, float grain)
    {
        var skin = who.Skin;
        n = Vector3.Normalize(n with { Z = n.Z / Light.Relief });
        var key = Light.Wrap(Vector3.Dot(n, Light.Key), 0.35f);
        var fill = Light.Wrap(Vector3.Dot(n, Light.Fill), 0.5f);
        var tone = 0.06f + 0.72f * key + 0.24f * fill;
        tone *= 1 - 0.9f * Math.Clamp(crevice * 6, -0.06f, 0.5f);
        tone += grain * 0.018f;
        var color = Ramp(skin, tone);

        var (x, y) = (MathF.Abs(place.X), place.Y);
        var blush = 0.55f * Bump(x - 0.47f, y - 0.36f, 0.24f, 0.17f) + 0.42f * Bump(x, y - 0.37f, 0.15f, 0.13f)
            + 0.20f * Bump(x, y - 1.08f, 0.22f, 0.12f) + 0.25f * Bump(x - 0.36f, y + 0.02f, 0.24f, 0.13f);
        color = Rgba.Mix(color, Multiply(color, skin.Blush), Math.Clamp(blush, 0, 1) * skin.Blush.A);
        if (who.Stubble > 0)
            color = Rgba.Mix(color, Multiply(color, who.BrowHair.Mid), who.Stubble * StubbleField.Density(new Vector2(place.X, place.Y)) * 0.55f);

        var shine = 0.20f * Light.Shine(n, Light.Key, 9) + 0.16f * Light.Shine(n, Light.Key, 34) + 0.05f * Light.Shine(n, Light.Fill, 12);
        var edge = MathF.Pow(1 - Math.Clamp(-n.Z, 0, 1), 3);
        var rim = 0.26f * edge * Curves.SmoothStep(-0.2f, 0.8f, n.X) * Curves.SmoothStep(1.0f, 0.5f, y) + 0.05f * edge;
        return Add(color, new Rgba(1, 0.96f, 0.90f), shine * (1 - 2 * Math.Clamp(crevice * 6, 0, 0.5f)) + rim * 0.5f);
    }

    private static Rgba Ramp(SkinTone skin, float tone)
    {
        if (tone < 0.30f) return Rgba.Mix(skin.Deep, skin.Shadow, Curves.SmoothStep(-0.05f, 0.32f, tone));
        return tone < 0.62f
            ? Rgba.Mix(skin.Shadow, skin.Mid, (tone - 0.30f) / 0.32f)
            : Rgba.Mix(skin.Mid, skin.Light, Math.Clamp((tone - 0.62f) / 0.36f, 0, 1.1f));
    }

    /// <summary>Value noise of two sizes, -1..1: keeps the skin from looking like plastic.</summary>
    private static float Grain(int x, int y, float scale) =>
        0.6f * Noise(x * scale / 3.1f, y * scale / 3.1f) + 0.6f * Noise(x * scale / 9.7f, y * scale / 9.7f);

    private static float Noise(float x, float y)
    {
        var (ix, iy) = ((int)x, (int)y);
        var (fx, fy) = (Curves.SmoothStep(0, 1, x - ix), Curves.SmoothStep(0, 1, y - iy));
        var top = Hash(ix, iy) + (Hash(ix + 1, iy) - Hash(ix, iy)) * fx;
        var bottom = Hash(ix, iy + 1) + (Hash(ix + 1, iy + 1) - Hash(ix, iy + 1)) * fx;
        return top + (bottom - top) * fy;
    }

    private static float Hash(int x, int y)
    {
        var h = unchecked((uint)(x * 374761393 + y * 668265263));
        h = (h ^ (h >> 13)) * 1274126177;
        return (h >> 8) / 8388608f - 1;
    }

    private static float Bump(float dx, float dy, float rx, float ry) => MathF.Exp(-(dx * dx / (rx * rx) + dy * dy / (ry * ry)));

    private static Rgba Multiply(Rgba a, Rgba b) => new(a.R * b.R, a.G * b.G, a.B * b.B, a.A);

    private static Rgba Add(Rgba a, Rgba b, float amount) =>
        new(1 - (1 - a.R) * (1 - b.R * amount), 1 - (1 - a.G) * (1 - b.G * amount), 1 - (1 - a.B) * (1 - b.B * amount), a.A);

    private static byte ToByte(float v) => (byte)(Math.Clamp(v, 0, 1) * 255 + 0.5f);
}
