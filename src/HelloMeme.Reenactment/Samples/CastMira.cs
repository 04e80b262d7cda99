using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Mira: warm brown skin, dark curls, teal top.</summary>
internal static class CastMira
{
    public static readonly Character Mira = new("mira", "Mira", 7)
    {
        Angles = new HeadAngles(0.03f, 0, 0.02f),
        Shape =
        [
            new(new(0.235f, 0.725f), 0.12f, new(1, 1), new(0.016f, -0.042f, 0.004f)),
            new(new(0.348f, -0.01f), 0.17f, new(1.10f, 1.24f)),
            new(new(0, 0.72f), 0.17f, new(1.02f, 1.16f)),
            new(new(0, 0.40f), 0.17f, new(0.94f, 0.98f)),
            new(new(0, 1.0f), 0.42f, new(0.90f, 0.95f)),
        ],
        Skin = new(Rgba.Hex(0x4A2118), Rgba.Hex(0x8A4A30), Rgba.Hex(0xBD7A52), Rgba.Hex(0xE0A47A), Rgba.Hex(0xE88B78, 0.75f), Rgba.Hex(0x3A1A12)),
        Hair = new(Rgba.Hex(0x0D0708), Rgba.Hex(0x2B1814), Rgba.Hex(0x643A26), Rgba.Hex(0xC98F62, 0.85f)),
        BrowHair = new(Rgba.Hex(0x160C0A), Rgba.Hex(0x3A231C), Rgba.Hex(0x573529), Rgba.Hex(0x8A6450)),
        Eyes = new(Rgba.Hex(0x2B1309), Rgba.Hex(0x6B3A1C), Rgba.Hex(0xC98346), 0.062f, 0.030f, 0.022f, 0.9f, Rgba.Hex(0x9A5A50, 0.22f)),
        Lips = new(Rgba.Hex(0xA8433E), Rgba.Hex(0xC75F56), Rgba.Hex(0x4A1814), 0.78f, 0.75f),
        Backdrop = new(Rgba.Hex(0xF3D9C2), Rgba.Hex(0xB98A78)),
        Outfit = new(Garment.WrapTop, Rgba.Hex(0x1F8A88), Rgba.Hex(0x0C4A52), Rgba.Hex(0x57BDB4), Rgba.Hex(0x2FA39C), 2.15f),
        NeckHalfWidth = 0.43f,
        BackHair = [Back],
        FrontHair = [Side(1), Side(-1)],
    };

    private static HairSheet Back => new(
    [
        [new(-0.75f, -0.3f, 1.1f), new(-1.02f, 0.2f, 1.2f), new(-1.05f, 0.7f, 1.2f), new(-0.80f, 1.20f, 1.1f)],
        [new(-0.3f, -0.3f, 1.4f), new(-0.4f, 0.2f, 1.4f), new(-0.4f, 0.7f, 1.4f), new(-0.38f, 1.3f, 1.3f)],
        [new(0.3f, -0.3f, 1.4f), new(0.4f, 0.2f, 1.4f), new(0.4f, 0.7f, 1.4f), new(0.38f, 1.3f, 1.3f)],
        [new(0.75f, -0.3f, 1.1f), new(1.02f, 0.2f, 1.2f), new(1.05f, 0.7f, 1.2f), new(0.80f, 1.20f, 1.1f)],
    ])
    { Strands = 1200, Locks = 22, LockPull = 0.6f, Wave = 0.055f, WaveTurns = 3.8f, Ribbon = 0.55f, Shade = 0.62f, Width = 0.016f };

    /// <summary>One side of a side-parted bob; the part lies towards the subject's left.</summary>
    private static HairSheet Side(int side)
    {
        var part = side * 0.17f;
        var sheet = new HairSheet(
        [
            [new(part, -0.76f, -0.08f), new(0.30f + 0.5f * part, -0.75f + 0.3f * part, -0.08f), new(0.62f + 0.2f * part, -0.52f + 0.3f * part, 0.10f), new(0.748f, -0.12f, 0.34f), new(0.775f, 0.32f, 0.42f), new(0.76f, 0.68f, 0.40f), new(0.66f, 0.94f, 0.36f)],
            [new(part, -1.06f, 0.12f), new(0.46f + 0.3f * part, -1.06f, 0.22f), new(0.84f, -0.66f, 0.45f), new(0.97f, -0.12f, 0.55f), new(1.01f, 0.36f, 0.60f), new(0.96f, 0.82f, 0.55f), new(0.78f, 1.10f, 0.48f)],
            [new(part, -1.30f, 0.55f), new(0.48f + 0.3f * part, -1.22f, 0.65f), new(0.92f, -0.76f, 0.8f), new(1.09f, -0.10f, 0.85f), new(1.12f, 0.42f, 0.9f), new(1.05f, 0.90f, 0.85f), new(0.86f, 1.18f, 0.75f)],
            [new(part, -1.36f, 0.9f), new(0.46f + 0.3f * part, -1.26f, 1.0f), new(0.92f, -0.80f, 1.05f), new(1.11f, -0.1f, 1.1f), new(1.14f, 0.45f, 1.1f), new(1.07f, 0.95f, 1.05f), new(0.88f, 1.22f, 0.95f)],
        ])
        { Strands = 2700, Locks = 24, LockPull = 0.66f, Wave = 0.056f, WaveTurns = 4.8f, Ribbon = 0.55f, Thickness = 0.14f, Width = 0.0105f, Fray = 0.010f, Shortest = 0.90f };
        return side > 0 ? sheet : sheet.Mirrored();
    }
}
