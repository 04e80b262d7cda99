using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Juno: silver bob, patterned collar; the oldest of the three.</summary>
internal static class CastJuno
{
    public static readonly Character Juno = new("juno", "Juno", 23)
    {
        Angles = new HeadAngles(-0.05f, 0, 0),
        Shape =
        [
            new(new(0.235f, 0.725f), 0.12f, new(1, 1), new(0.016f, -0.042f, 0.004f)),
            new(new(0.348f, -0.01f), 0.16f, new(1.10f, 1.02f)),
            new(new(0.5f, 0), 0.13f, new(1, 1), new(0, -0.02f, 0)),
            new(new(0.58f, 0.32f), 0.22f, new(1, 1), new(0.018f, 0, -0.01f)),
            new(new(0, 0.08f), 0.16f, new(1.06f, 1), new(0, 0, 0.05f)),
            new(new(0, 1.0f), 0.40f, new(0.95f, 0.98f)),
            new(new(0, 0.72f), 0.15f, new(0.98f, 1.06f)),
        ],
        Skin = new(Rgba.Hex(0x6A3426), Rgba.Hex(0xB8795A), Rgba.Hex(0xDFAE88), Rgba.Hex(0xF6D6B4), Rgba.Hex(0xEE9484, 0.65f), Rgba.Hex(0x4A2A22)),
        Hair = new(Rgba.Hex(0x343843), Rgba.Hex(0x878D9A), Rgba.Hex(0xCDD2DB), Rgba.Hex(0xFFFFFF, 0.9f)),
        BrowHair = new(Rgba.Hex(0x3C3836), Rgba.Hex(0x6C6664), Rgba.Hex(0x98928E), Rgba.Hex(0xC8C4C0)),
        Eyes = new(Rgba.Hex(0x1C1009), Rgba.Hex(0x4A2C18), Rgba.Hex(0x9A6A3C), 0.040f, 0, 0.018f, 0.50f, Rgba.Hex(0xB07A70, 0.25f)),
        Lips = new(Rgba.Hex(0xA03A48), Rgba.Hex(0xBE5260), Rgba.Hex(0x4E141C), 0.80f, 0.55f),
        Backdrop = new(Rgba.Hex(0xE6DCEE), Rgba.Hex(0x8A7FA8)),
        Outfit = new(Garment.Collar, Rgba.Hex(0x4A2C5E), Rgba.Hex(0x1E1030), Rgba.Hex(0x7A5494), Rgba.Hex(0xE6B85C), 2.18f),
        NeckHalfWidth = 0.44f,
        BrowThickness = 0.85f,
        Age = 0.65f,
        BackHair = [Back],
        FrontHair = [Left, Right],
    };

    private static HairSheet Back => new(
    [
        [new(-0.80f, -0.3f, 1.1f), new(-0.96f, 0.2f, 1.2f), new(-0.94f, 0.7f, 1.2f), new(-0.80f, 1.10f, 1.1f)],
        [new(-0.3f, -0.3f, 1.5f), new(-0.4f, 0.2f, 1.5f), new(-0.4f, 0.7f, 1.5f), new(-0.34f, 1.12f, 1.4f)],
        [new(0.3f, -0.3f, 1.5f), new(0.4f, 0.2f, 1.5f), new(0.4f, 0.7f, 1.5f), new(0.34f, 1.12f, 1.4f)],
        [new(0.80f, -0.3f, 1.1f), new(0.96f, 0.2f, 1.2f), new(0.94f, 0.7f, 1.2f), new(0.80f, 1.10f, 1.1f)],
    ])
    { Strands = 600, Locks = 30, LockPull = 0.4f, Shade = 0.8f, Width = 0.014f, Shortest = 0.95f };

    private static HairSheet Right => new(
    [
        [new(-0.20f, -0.75f, -0.06f), new(-0.46f, -0.68f, 0.03f), new(-0.68f, -0.42f, 0.22f), new(-0.745f, 0.02f, 0.38f), new(-0.76f, 0.42f, 0.44f), new(-0.74f, 0.80f, 0.38f), new(-0.64f, 1.00f, 0.30f)],
        [new(-0.19f, -1.02f, 0.20f), new(-0.52f, -0.96f, 0.30f), new(-0.80f, -0.58f, 0.48f), new(-0.90f, -0.04f, 0.58f), new(-0.92f, 0.42f, 0.62f), new(-0.87f, 0.84f, 0.56f), new(-0.74f, 1.06f, 0.46f)],
        [new(-0.16f, -1.18f, 0.55f), new(-0.52f, -1.10f, 0.65f), new(-0.87f, -0.66f, 0.8f), new(-0.98f, -0.04f, 0.85f), new(-0.99f, 0.46f, 0.86f), new(-0.93f, 0.88f, 0.80f), new(-0.80f, 1.10f, 0.7f)],
        [new(-0.12f, -1.22f, 0.9f), new(-0.50f, -1.14f, 1.0f), new(-0.88f, -0.70f, 1.05f), new(-1.0f, -0.02f, 1.1f), new(-1.0f, 0.5f, 1.1f), new(-0.93f, 0.92f, 1.05f), new(-0.80f, 1.12f, 0.95f)],
    ])
    { Strands = 2400, Locks = 18, LockPull = 0.45f, Thickness = 0.07f, Width = 0.009f, Fray = 0.014f, Shortest = 0.94f };

    private static HairSheet Left => new(
    [
        [new(-0.20f, -0.76f, -0.06f), new(0.06f, -0.70f, -0.14f), new(0.40f, -0.53f, -0.06f), new(0.665f, -0.24f, 0.14f), new(0.745f, 0.08f, 0.36f), new(0.765f, 0.44f, 0.44f), new(0.74f, 0.82f, 0.38f), new(0.64f, 1.01f, 0.30f)],
        [new(-0.19f, -1.02f, 0.20f), new(0.16f, -1.04f, 0.16f), new(0.56f, -0.88f, 0.28f), new(0.84f, -0.46f, 0.48f), new(0.92f, 0.02f, 0.58f), new(0.93f, 0.44f, 0.62f), new(0.87f, 0.86f, 0.56f), new(0.74f, 1.07f, 0.46f)],
        [new(-0.16f, -1.18f, 0.55f), new(0.20f, -1.20f, 0.55f), new(0.62f, -1.02f, 0.65f), new(0.92f, -0.54f, 0.8f), new(1.0f, 0.0f, 0.85f), new(1.0f, 0.48f, 0.86f), new(0.93f, 0.90f, 0.8f), new(0.80f, 1.11f, 0.7f)],
        [new(-0.12f, -1.22f, 0.9f), new(0.20f, -1.24f, 0.9f), new(0.62f, -1.06f, 1.0f), new(0.92f, -0.56f, 1.05f), new(1.01f, 0.02f, 1.1f), new(1.0f, 0.52f, 1.1f), new(0.93f, 0.94f, 1.05f), new(0.80f, 1.13f, 0.95f)],
    ])
    { Strands = 2600, Locks = 18, LockPull = 0.45f, Thickness = 0.07f, Width = 0.009f, Fray = 0.014f, Shortest = 0.94f };
}
