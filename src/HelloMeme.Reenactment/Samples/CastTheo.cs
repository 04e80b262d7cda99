using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Theo: fair and freckled, red-blond crop and short beard, mustard knit; turned a little.</summary>
internal static class CastTheo
{
    public static readonly Character Theo = new("theo", "Theo", 11)
    {
        Angles = new HeadAngles(0.14f, 0, -0.015f),
        Shape =
        [
            new(new(0.235f, 0.725f), 0.12f, new(1, 1), new(0.016f, -0.042f, 0.004f)),
            new(new(0.348f, -0.01f), 0.17f, new(1.04f, 1.14f)),
            new(new(0, 0.72f), 0.15f, new(1.02f, 0.96f)),
            new(new(0, 0.98f), 0.45f, new(1.06f, 1.02f)),
            new(new(0.36f, -0.24f), 0.20f, new(1, 1), new(0, 0.02f, -0.02f)),
        ],
        Skin = new(Rgba.Hex(0x6E2E24), Rgba.Hex(0xC07A62), Rgba.Hex(0xE6B094), Rgba.Hex(0xFAD7BE), Rgba.Hex(0xF3968A, 0.75f), Rgba.Hex(0x5A2A1E)),
        Hair = new(Rgba.Hex(0x4E2412), Rgba.Hex(0x9A5228), Rgba.Hex(0xD08A48), Rgba.Hex(0xFFD9A0, 0.75f)),
        BrowHair = new(Rgba.Hex(0x5E2E18), Rgba.Hex(0x94542E), Rgba.Hex(0xBE7A48), Rgba.Hex(0xE8B080)),
        Eyes = new(Rgba.Hex(0x1C3444), Rgba.Hex(0x4C7C8E), Rgba.Hex(0xA6D2CC), 0.040f, 0, 0.014f, 0.7f, Rgba.Hex(0xC98A78, 0.18f)),
        Lips = new(Rgba.Hex(0xC06458), Rgba.Hex(0xD4786C), Rgba.Hex(0x5A221C), 0.72f, 0.40f),
        Backdrop = new(Rgba.Hex(0xCFE0E2), Rgba.Hex(0x6F8E9A)),
        Outfit = new(Garment.Knit, Rgba.Hex(0xD59A2A), Rgba.Hex(0x7E4E10), Rgba.Hex(0xF3C865), Rgba.Hex(0xD59A2A), 2.42f),
        NeckHalfWidth = 0.56f,
        BrowThickness = 1.1f,
        Freckles = 0.55f,
        Stubble = 0.9f,
        Ears = true,
        BackHair = [],
        FrontHair = [Top, Quiff, Temple(-1), Temple(1)],
    };

    private static HairSheet Temple(int side)
    {
        var sheet = new HairSheet(
        [
            [new(0.54f, -0.76f, 0.04f), new(0.685f, -0.44f, 0.21f), new(0.74f, -0.14f, 0.38f), new(0.748f, 0.08f, 0.47f), new(0.735f, 0.27f, 0.52f)],
            [new(0.62f, -0.88f, 0.25f), new(0.76f, -0.55f, 0.36f), new(0.79f, -0.28f, 0.46f), new(0.785f, -0.08f, 0.52f), new(0.765f, 0.10f, 0.56f)],
            [new(0.66f, -0.98f, 0.50f), new(0.82f, -0.66f, 0.56f), new(0.84f, -0.42f, 0.62f), new(0.83f, -0.25f, 0.66f), new(0.81f, -0.12f, 0.68f)],
            [new(0.66f, -1.02f, 0.80f), new(0.84f, -0.68f, 0.85f), new(0.865f, -0.42f, 0.90f), new(0.85f, -0.22f, 0.92f), new(0.82f, -0.02f, 0.95f)],
        ])
        { Strands = 1500, Span = 0.24f, Locks = 40, LockPull = 0.35f, Thickness = 0.03f, Width = 0.010f, Fray = 0.018f, Underlay = 0.8f };
        return side > 0 ? sheet : sheet.Mirrored();
    }

    private static HairSheet Top => new(
    [
        [new(-0.60f, -0.62f, 0.10f), new(-0.72f, -0.86f, 0.25f), new(-0.74f, -1.02f, 0.55f), new(-0.66f, -1.06f, 0.9f)],
        [new(-0.25f, -0.80f, -0.02f), new(-0.30f, -1.10f, 0.10f), new(-0.30f, -1.30f, 0.45f), new(-0.26f, -1.30f, 0.9f)],
        [new(0.20f, -0.80f, -0.02f), new(0.20f, -1.12f, 0.10f), new(0.24f, -1.33f, 0.45f), new(0.28f, -1.30f, 0.9f)],
        [new(0.60f, -0.62f, 0.10f), new(0.72f, -0.88f, 0.25f), new(0.76f, -1.04f, 0.55f), new(0.68f, -1.06f, 0.9f)],
    ])
    { Strands = 1100, Span = 0.6f, Locks = 34, LockPull = 0.6f, Thickness = 0.07f, Width = 0.013f, Fray = 0.03f };

    private static HairSheet Quiff => new(
    [
        [new(-0.54f, -0.66f, 0.05f), new(-0.61f, -0.82f, 0.10f), new(-0.63f, -0.98f, 0.20f), new(-0.58f, -1.06f, 0.40f)],
        [new(-0.40f, -0.70f, -0.01f), new(-0.42f, -0.96f, -0.10f), new(-0.32f, -1.18f, 0.0f), new(-0.14f, -1.28f, 0.18f)],
        [new(-0.10f, -0.76f, -0.06f), new(-0.10f, -1.04f, -0.16f), new(0.04f, -1.28f, -0.04f), new(0.26f, -1.36f, 0.16f)],
        [new(0.22f, -0.74f, -0.05f), new(0.26f, -0.98f, -0.12f), new(0.40f, -1.18f, 0.0f), new(0.60f, -1.22f, 0.2f)],
        [new(0.54f, -0.64f, 0.05f), new(0.62f, -0.82f, 0.10f), new(0.68f, -0.96f, 0.22f), new(0.70f, -1.02f, 0.45f)],
    ])
    { Strands = 1500, Locks = 22, LockPull = 0.72f, Thickness = 0.08f, Width = 0.013f, Fray = 0.03f, Shortest = 0.72f };
}
