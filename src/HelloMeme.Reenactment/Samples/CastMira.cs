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
            new(new(0.235f, 0.725f), 0.12f, new(1, 1), new(0.014f, -0.030f, 0)),
            new(new(0.348f, -0.01f), 0.17f, new(1.10f, 1.24f)),
            new(new(0, 0.72f), 0.17f, new(1.02f, 1.16f)),
            new(new(0, 0.40f), 0.17f, new(0.94f, 0.98f)),
            new(new(0, 1.0f), 0.42f, new(0.90f, 0.95f)),
        ],
        Skin = new(Rgba.Hex(0x4A2118), Rgba.Hex(0x8A4A30), Rgba.Hex(0xBD7A52), Rgba.Hex(0xE0A47A), Rgba.Hex(0xE88B78, 0.75f), Rgba.Hex(0x3A1A12)),
        Hair = new(Rgba.Hex(0x0E0809), Rgba.Hex(0x2A1815), Rgba.Hex(0x55301F), Rgba.Hex(0xB07C58, 0.7f)),
        BrowHair = new(Rgba.Hex(0x160C0A), Rgba.Hex(0x3A231C), Rgba.Hex(0x573529), Rgba.Hex(0x8A6450)),
        Eyes = new(Rgba.Hex(0x2B1309), Rgba.Hex(0x6B3A1C), Rgba.Hex(0xC98346), 0.062f, 0.030f, 0.022f, 0.9f, Rgba.Hex(0x9A5A50, 0.22f)),
        Lips = new(Rgba.Hex(0x9A4440), Rgba.Hex(0xB85A54), Rgba.Hex(0x4A1814), 0.78f, 0.75f),
        Backdrop = new(Rgba.Hex(0xF3D9C2), Rgba.Hex(0xB98A78)),
        Outfit = new(Garment.WrapTop, Rgba.Hex(0x1F8A88), Rgba.Hex(0x0C4A52), Rgba.Hex(0x57BDB4), Rgba.Hex(0x2FA39C), 2.15f),
        NeckHalfWidth = 0.43f,
        BackHair = [Back],
        FrontHair = [Side(1), Side(-1)],
    };

    private static HairSheet Back => new(
    [
        [new(-0.75f, -0.3f, 1.1f), new(-1.02f, 0.2f, 1.2f), new(-1.05f, 0.7f, 1.2f), new(-0.95f, 1.15f, 1.1f)],
        [new(-0.3f, -0.3f, 1.4f), new(-0.4f, 0.2f, 1.4f), new(-0.4f, 0.7f, 1.4f), new(-0.38f, 1.3f, 1.3f)],
        [new(0.3f, -0.3f, 1.4f), new(0.4f, 0.2f, 1.4f), new(0.4f, 0.7f, 1.4f), new(0.38f, 1.3f, 1.3f)],
        [new(0.75f, -0.3f, 1.1f), new(1.02f, 0.2f, 1.2f), new(1.05f, 0.7f, 1.2f), new(0.95f, 1.15f, 1.1f)],
    ]) { Strands = 900, Locks = 22, LockPull = 0.6f, Wave = 0.06f, WaveTurns = 3.6f, Shade = 0.75f, Width = 0.016f };

    private static HairSheet Side(int side)
    {
        var sheet = new HairSheet(
        [
            [new(-0.10f, -0.76f, -0.09f), new(0.30f, -0.80f, -0.06f), new(0.64f, -0.54f, 0.14f), new(0.78f, -0.12f, 0.34f), new(0.82f, 0.32f, 0.42f), new(0.80f, 0.78f, 0.40f)],
            [new(-0.10f, -1.06f, 0.12f), new(0.46f, -1.08f, 0.25f), new(0.84f, -0.66f, 0.45f), new(0.98f, -0.12f, 0.55f), new(1.02f, 0.40f, 0.60f), new(0.98f, 0.98f, 0.55f)],
            [new(-0.10f, -1.24f, 0.55f), new(0.48f, -1.22f, 0.65f), new(0.92f, -0.76f, 0.8f), new(1.10f, -0.10f, 0.85f), new(1.14f, 0.45f, 0.9f), new(1.06f, 1.10f, 0.85f)],
            [new(-0.10f, -1.28f, 0.9f), new(0.46f, -1.26f, 1.0f), new(0.92f, -0.80f, 1.05f), new(1.12f, -0.1f, 1.1f), new(1.15f, 0.5f, 1.1f), new(1.05f, 1.18f, 1.05f)],
        ]) { Strands = 2600, Locks = 19, LockPull = 0.72f, Wave = 0.062f, WaveTurns = 4.4f, Thickness = 0.13f, Width = 0.011f, Shortest = 0.86f };
        return side > 0 ? sheet : sheet.Mirrored();
    }
}
